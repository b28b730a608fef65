/** Tests of what other programs are told. */
@NullMarked
package io.maxiofs.desktop.connect;

import org.jspecify.annotations.NullMarked;
