package io.maxiofs.storage.index;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an index does; a snapshot.
 *
 * @param fileBytes size of the file
 * @param livePercent the share of the file that is in use
 * @param memoryBytes heap of changes since the last freeze
 * @param frozenBytes heap of frozen changes that wait for the disk; 0 if none do
 * @param filterBytes heap of the key filters
 * @param entries entries in the file per table; changes in memory are not counted
 * @param flushes flushes since the index was opened
 * @param flushedAt when the checkpoint in the file was written, as far as known: null if not since the index was opened
 * @param failure the last flush's failure in words; null if it succeeded
 */
public record IndexStatus(
        long fileBytes,
        int livePercent,
        long memoryBytes,
        long frozenBytes,
        long filterBytes,
        Map<String, Long> entries,
        long flushes,
        @Nullable Instant flushedAt,
        @Nullable String failure) {

    public IndexStatus {
        entries = Map.copyOf(entries);
    }
}
