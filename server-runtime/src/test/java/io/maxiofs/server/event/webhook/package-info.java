/** Tests of what the package of this name does. */
@NullMarked
package io.maxiofs.server.event.webhook;

import org.jspecify.annotations.NullMarked;
