/** The screen of objects, with fakes and against a real server. */
@NullMarked
package io.maxiofs.desktop.screen.objects;

import org.jspecify.annotations.NullMarked;
