/**
 * What happened, told to those who asked for it: access logs in {@code accesslog}, notifications. Fed by the one point where
 * answers leave and by the store's change stream, never by handlers. Threads of its own; what they write are objects.
 */
@NullMarked
package io.maxiofs.server.event;

import org.jspecify.annotations.NullMarked;
