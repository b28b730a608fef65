package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store does in the background. */
public record UpkeepDocument(Compaction compaction, Scrub scrub) {

    /**
     * Giving back the space of what was overwritten and deleted.
     *
     * @param state {@code idle}, {@code busy} or {@code quiet}: waiting for the end of the quiet hours
     * @param segments given back since the start
     * @param lastError null if all went well
     */
    public record Compaction(
            String state, long segments, @Nullable String lastError) {}

    /**
     * Reading and verifying everything.
     *
     * @param state {@code waiting}, {@code busy}, {@code outside_window} or {@code off}
     * @param due when the next one begins or goes on; null if none comes by itself
     * @param completed when the last complete one ended; null if there never was one
     * @param progress of the one that runs or ran last since the start; null if there was none
     * @param faults number of findings that are faults
     * @param findings the first of them, for people
     * @param lastError null if all went well
     */
    public record Scrub(
            String state,
            @Nullable Instant due,
            @Nullable Instant completed,
            @Nullable Progress progress,
            long faults,
            List<String> findings,
            @Nullable String lastError) {}

    /** How far a scrub has come. */
    public record Progress(String phase, long bytesDone, long bytesTotal) {}
}
