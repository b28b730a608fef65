/**
 * Recent requests and who made them. {@link io.maxiofs.server.observe.trace.RequestTrace} keeps the last ones in memory,
 * {@link io.maxiofs.server.observe.trace.ClientBook} what each program did with each key; the latter is written to the database
 * now and then if it has changed. Recording happens on the threads that end requests and blocks on nothing.
 */
@NullMarked
package io.maxiofs.server.observe.trace;

import org.jspecify.annotations.NullMarked;
