/** Tests of small controls. */
@NullMarked
package io.maxiofs.desktop.control;

import org.jspecify.annotations.NullMarked;
