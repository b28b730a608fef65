/** Tests of the activity screen. */
@NullMarked
package io.maxiofs.desktop.screen.activity;

import org.jspecify.annotations.NullMarked;
