package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where points of the longest history are kept over restarts. Calls may block on the disk. */
public interface HourStore {
    /** Adds a point and removes those that ended before {@code forgetBefore}. */
    void add(MetricsDocument hour, Instant forgetBefore);

    /**
     * The oldest first.
     *
     * @param since only later ones; null for all
     */
    List<MetricsDocument> since(@Nullable Instant since);
}
