/**
 * What the server measures: {@link io.maxiofs.server.observe.metrics.RequestMeters} counts every request of the S3 port,
 * {@link io.maxiofs.server.observe.metrics.MetricsSampler} turns the counts into a history once a second, on a thread of its
 * own. Only complete hours with requests go to the database; an idle server writes nothing.
 */
@NullMarked
package io.maxiofs.server.observe.metrics;

import org.jspecify.annotations.NullMarked;
