package io.maxiofs.storage.maintenance;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far scrubbing has come, as it is kept between runs.
 *
 * @param phase to go on in; {@link ScrubPhase#DONE} if the last scrub came to its end
 * @param next first segment or extent that was not verified yet
 * @param started when the scrub began
 * @param completed when the last complete scrub ended; null if there never was one
 * @param bytesDone read so far
 * @param suspectSegments with findings, to be looked at again first when the scrub goes on
 * @param suspectExtents likewise
 * @param faults found so far, or by the last complete scrub; those that were repaired are among them
 */
record ScrubPosition(
        ScrubPhase phase,
        long next,
        Instant started,
        @Nullable Instant completed,
        long bytesDone,
        List<Long> suspectSegments,
        List<Long> suspectExtents,
        long faults) {
    /** What is kept of each kind of suspect; enough to see that a drive is failing. */
    static final int MAX_SUSPECTS = 1_000;

    private static final String FIRST_LINE = "maxiofs-scrub 1";
    private static final String LAST_LINE = "end";

    ScrubPosition {
        suspectSegments = List.copyOf(suspectSegments);
        suspectExtents = List.copyOf(suspectExtents);
    }

    static ScrubPosition start(Instant now, @Nullable Instant completed) {
        return new ScrubPosition(ScrubPhase.REFERENCES, 0, now, completed, 0, List.of(), List.of(), 0);
    }

    /** After everything that was found has been repaired. */
    ScrubPosition withoutFaults() {
        return new ScrubPosition(phase, next, started, completed, bytesDone, List.of(), List.of(), 0);
    }

    byte[] encode() {
        return String.join(
                        "\n",
                        FIRST_LINE,
                        "phase=" + phase.name().toLowerCase(Locale.ROOT),
                        "next=" + next,
                        "started=" + started,
                        "completed=" + (completed == null ? "" : completed.toString()),
                        "bytes-done=" + bytesDone,
                        "suspect-segments=" + join(suspectSegments),
                        "suspect-extents=" + join(suspectExtents),
                        "faults=" + faults,
                        LAST_LINE,
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String join(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Empty if the text is none of this format: then a scrub begins anew, which is always right. */
    static Optional<ScrubPosition> decode(byte[] bytes) {
        List<String> lines =
                new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() < 2
                || !lines.getFirst().equals(FIRST_LINE)
                || !lines.getLast().equals(LAST_LINE)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int split = line.indexOf('=');
            if (split > 0) {
                values.put(line.substring(0, split), line.substring(split + 1));
            }
        }
        try {
            String completed = values.getOrDefault("completed", "");
            return Optional.of(new ScrubPosition(
                    ScrubPhase.valueOf(values.getOrDefault("phase", "").toUpperCase(Locale.ROOT)),
                    Long.parseLong(values.getOrDefault("next", "")),
                    Instant.parse(values.getOrDefault("started", "")),
                    completed.isEmpty() ? null : Instant.parse(completed),
                    Long.parseLong(values.getOrDefault("bytes-done", "")),
                    ids(values.getOrDefault("suspect-segments", "")),
                    ids(values.getOrDefault("suspect-extents", "")),
                    // Not known to earlier versions.
                    Long.parseLong(values.getOrDefault("faults", "0"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<Long> ids(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Long::parseLong).toList();
    }
}
