package io.maxiofs.server.event.accesslog;

import org.jspecify.annotations.Nullable;

/** Takes what happened. Safe on any thread, I/O threads included; never blocks. */
public interface AccessLog {
    /** For a server that logs for nobody. */
    AccessLog NONE = new AccessLog() {
        @Override
        public boolean isWanted(@Nullable String bucketName) {
            return false;
        }

        @Override
        public void add(AccessLogEntry entry) {
            // Nobody wants it.
        }
    };

    /** Whether requests of this bucket are to be logged; answered from memory. */
    boolean isWanted(@Nullable String bucketName);

    /** Takes one entry, or drops it if too many wait. */
    void add(AccessLogEntry entry);
}
