/** What screens have in common, with fakes. */
@NullMarked
package io.maxiofs.desktop.screen;

import org.jspecify.annotations.NullMarked;
