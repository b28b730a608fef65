package io.maxiofs.storage.tool;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.journal.SegmentInspection;
import io.maxiofs.storage.journal.SegmentInspection.Item;
import io.maxiofs.storage.journal.SegmentInspection.State;
import io.maxiofs.storage.journal.SegmentInspection.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Prints what is in a journal segment's file: a line for each record and each gap, and a sum. */
public final class JournalInspector {

    private final Disk disk;
    private final Function<ByteBuffer, String> describePayload;

    /** @param describePayload one line about a whole record's payload; may throw, which is printed instead */
    public JournalInspector(Disk disk, Function<ByteBuffer, String> describePayload) {
        this.disk = disk;
        this.describePayload = describePayload;
    }

    /** Prints nothing about payloads but their length. */
    public JournalInspector(Disk disk) {
        this(disk, _ -> "");
    }

    /**
     * Prints one segment.
     *
     * @param segment a file {@code NNNNNNNNNNNNNNNN.seg} or {@code .free}
     * @return whether everything in it is whole
     * @throws IOException also if the file is not a segment, or {@code out} refuses a line
     */
    public boolean print(Path segment, Appendable out) throws IOException {
        SegmentInspection inspection = SegmentInspection.open(disk, segment);
        Summary summary = inspection.summary();
        out.append(heading(summary)).append(System.lineSeparator());
        out.append(
                        "      offset     length        group         sequence  type   payload       body  state       content")
                .append(System.lineSeparator());
        Map<State, Long> counts = new EnumMap<>(State.class);
        try {
            inspection.forEach(item -> {
                counts.merge(item.state(), 1L, Long::sum);
                print(item, out);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        long bad = count(counts, State.BAD_PAYLOAD) + count(counts, State.BAD_BODY) + count(counts, State.GAP);
        out.append(count(counts, State.WHOLE) + " whole records, " + bad + " bad places")
                .append(System.lineSeparator());
        return bad == 0 && summary.actualBytes() >= summary.fileBytes();
    }

    private static long count(Map<State, Long> counts, State state) {
        return counts.getOrDefault(state, 0L);
    }

    private static String heading(Summary summary) {
        String size = summary.fileBytes() + " bytes";
        if (summary.actualBytes() != summary.fileBytes()) {
            size += " (the file has " + summary.actualBytes() + ")";
        }
        String end = summary.sealedEnd().isPresent()
                ? "sealed at " + summary.sealedEnd().getAsInt()
                : "not sealed";
        HexFormat hex = HexFormat.of();
        return "segment " + hex.toHexDigits(summary.id()) + ", tag " + hex.toHexDigits(summary.tag()) + ", " + size
                + ", " + end;
    }

    private void print(Item item, Appendable out) {
        try {
            out.append(text(item).stripTrailing()).append(System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Item item) {
        if (item.state() == State.GAP) {
            return String.format(Locale.ROOT, "%12d %10d  no record", item.offset(), item.length());
        }
        ByteBuffer payload = item.payload();
        return String.format(
                Locale.ROOT,
                "%12d %10d %12d %16d %5s %9s %10s  %-11s %s",
                item.offset(),
                item.length(),
                item.groupStart(),
                item.sequence(),
                item.type(),
                payload == null ? "?" : payload.remaining(),
                item.bodyLength(),
                item.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                payload == null || item.state() == State.CLOSE_MARK ? "" : describe(payload));
    }

    private String describe(ByteBuffer payload) {
        try {
            return describePayload.apply(payload.duplicate());
        } catch (RuntimeException e) {
            // The tool is for files that are not as they should be; it goes on with the next record.
            return "cannot be decoded: " + e;
        }
    }
}
