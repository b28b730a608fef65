/**
 * Notifications: changes of objects, told to webhooks. Entry type: {@link
 * io.maxiofs.server.event.notification.Notifications}. Each target has a thread of its own that follows the store's change
 * stream, which is the durable queue: what was not delivered is read again after any stop. Nothing runs while there are no
 * targets.
 */
@NullMarked
package io.maxiofs.server.event.notification;

import org.jspecify.annotations.NullMarked;
