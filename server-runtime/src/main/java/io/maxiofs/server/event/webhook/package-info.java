/**
 * Addresses outside that are told of events. Entry types: {@link io.maxiofs.server.event.webhook.WebhookTargets}, the list
 * kept in a private file of the data directory, and {@link io.maxiofs.server.event.webhook.WebhookSender}, the one way a
 * request leaves the server: to an address that was checked, never through a redirect. Blocks; never on I/O threads.
 */
@NullMarked
package io.maxiofs.server.event.webhook;

import org.jspecify.annotations.NullMarked;
