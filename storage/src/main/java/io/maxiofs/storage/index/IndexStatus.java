package io.maxiofs.storage.index;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an index does; a snapshot.
 *
 * @param fileBytes size of the file
 * @param livePercent the share of the file that is in use
 * @param heap where its heap goes, beside the page cache
 * @param entries entries in the file per table; changes in memory are not counted
 * @param flushes flushes since the index was opened
 * @param flushedAt when the checkpoint was made durable, or the file made; how long ago that was is the checkpoint's age
 * @param failure why the last flush failed, or that a reader met damage, in words; null if all is well
 * @param busy whether something is being written, or filters are being built
 */
public record IndexStatus(
        long fileBytes,
        int livePercent,
        Heap heap,
        Map<String, Long> entries,
        long flushes,
        Instant flushedAt,
        @Nullable String failure,
        boolean busy) {

    public IndexStatus {
        entries = Map.copyOf(entries);
    }

    /**
     * Estimated heap in bytes.
     *
     * @param activeBytes changes since the last freeze
     * @param frozenBytes changes that wait for the disk; 0 if none do
     * @param filterBytes key filters
     */
    public record Heap(long activeBytes, long frozenBytes, long filterBytes) {}
}
