/** Tests of the screen that connects other programs. */
@NullMarked
package io.maxiofs.desktop.screen.connect;

import org.jspecify.annotations.NullMarked;
