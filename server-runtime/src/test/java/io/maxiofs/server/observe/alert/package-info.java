/** Tests of what the package of this name does. */
@NullMarked
package io.maxiofs.server.observe.alert;

import org.jspecify.annotations.NullMarked;
