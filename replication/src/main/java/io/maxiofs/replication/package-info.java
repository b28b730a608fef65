/**
 * Copies of objects on other servers: rules, the queue of pending work, targets, and the workers in between.
 *
 * <p>Listens to the change stream the storage engine publishes; the engine does not know this module.
 */
@NullMarked
package io.maxiofs.replication;

import org.jspecify.annotations.NullMarked;
