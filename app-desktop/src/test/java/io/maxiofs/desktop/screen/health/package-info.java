/** Tests of the health screen. */
@NullMarked
package io.maxiofs.desktop.screen.health;

import org.jspecify.annotations.NullMarked;
