package io.maxiofs.storage.engine;

import org.jspecify.annotations.Nullable;

/**
 * What compaction does.
 *
 * @param compacted segments given back since the store was opened
 * @param lastError of the last try; null if it went well
 */
public record CompactionStatus(
        State state, long compacted, @Nullable String lastError) {

    /** Whether it works. */
    public enum State {
        /** Nothing was worth it when it last looked. */
        IDLE,
        BUSY,
        /** It waits for the end of the quiet hours. */
        QUIET
    }
}
