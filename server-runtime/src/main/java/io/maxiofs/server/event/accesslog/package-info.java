/**
 * Access logs, delivered as objects to a bucket. Entry type: {@link io.maxiofs.server.event.accesslog.AccessLogDelivery}, one
 * thread that sleeps while nothing is requested. Adding an entry never blocks; what does not fit is dropped and counted, as
 * these logs are no proof of anything.
 */
@NullMarked
package io.maxiofs.server.event.accesslog;

import org.jspecify.annotations.NullMarked;
