/**
 * Work that goes on after the call that began it. Entry type: {@link io.maxiofs.server.job.Jobs}. A few jobs run at a time,
 * each on a thread of its own; what is known of them is kept in the database when they begin and end, so that one a stop
 * cuts short is told as interrupted and never silently gone. Idle, it does nothing.
 */
@NullMarked
package io.maxiofs.server.job;

import org.jspecify.annotations.NullMarked;
