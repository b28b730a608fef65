/**
 * Who did what: {@link io.maxiofs.server.event.audit.AuditLog}. Told at the points where requests end, on any thread; one
 * thread of its own writes batches to a database of its own, and nothing while nothing happens.
 */
@NullMarked
package io.maxiofs.server.event.audit;

import org.jspecify.annotations.NullMarked;
