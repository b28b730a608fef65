/** Pins the form in which values are stored. */
@NullMarked
package io.maxiofs.storage.codec;

import org.jspecify.annotations.NullMarked;
