/** The screen of versions and the trash, with fakes and against a real server. */
@NullMarked
package io.maxiofs.desktop.screen.versions;

import org.jspecify.annotations.NullMarked;
