package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument.Load;
import org.jspecify.annotations.Nullable;

/** What is looked at rather than counted. Called by the sampler once a second; answers from memory. */
public interface Gauges {

    Load load();

    /**
     * The disk of the data directory. Asks the disk's file system, so it is called only while the server is in use.
     *
     * @return null if it cannot be asked
     */
    @Nullable Space space();

    /** Bytes of a disk. */
    record Space(long free, long total) {}
}
