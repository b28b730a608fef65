/** Transfers against a real server. */
@NullMarked
package io.maxiofs.desktop.transfer;

import org.jspecify.annotations.NullMarked;
