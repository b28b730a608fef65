/** Tests of the first screen. */
@NullMarked
package io.maxiofs.desktop.screen.overview;

import org.jspecify.annotations.NullMarked;
