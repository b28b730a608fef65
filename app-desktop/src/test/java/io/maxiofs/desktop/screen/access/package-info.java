/** The screen of access, with fakes and against a real server. */
@NullMarked
package io.maxiofs.desktop.screen.access;

import org.jspecify.annotations.NullMarked;
