/** Tests of what the package of this name does. */
@NullMarked
package io.maxiofs.server.event.notification;

import org.jspecify.annotations.NullMarked;
