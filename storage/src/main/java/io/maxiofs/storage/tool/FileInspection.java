package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.crypto.KmsKeys;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.OfflineStore;
import io.maxiofs.storage.extent.ExtentInspector;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import io.maxiofs.storage.file.OverlayDisk;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexConfig;
import io.maxiofs.storage.journal.SegmentInspection;
import io.maxiofs.storage.state.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Shows what a file of a data directory holds, decoded, item by item: the identity file, journal segments, extents, the
 * index, the key file without its secrets, the scrub's position. The kind is told by the file's name. Nothing is
 * changed, and memory does not depend on the file's size. A file of a store that is open may be looked at too; of what
 * is being written the end is accidental.
 */
public final class FileInspection {
    private static final int MAX_TEXT_BYTES = 1 << 20;
    private static final Pattern IDENTITY =
            Pattern.compile("format=\\d+\nid=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n");
    private static final String KIND = "item";
    private static final String NOT_DECODED = "notDecoded";

    private final Disk disk;
    private final InstantSource clock;

    public FileInspection(Disk disk, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Reads a file and hands its items out.
     *
     * @param out each item's names and values, in order; the first one says what it is
     * @return whether everything in it is whole
     * @throws IOException also if the file is of no known kind or cannot be decoded at all
     */
    public boolean run(Path file, Consumer<Map<String, Object>> out) throws IOException {
        if (!disk.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".seg") || name.endsWith(".free")) {
            return segment(file, out);
        }
        if (name.endsWith(".ext")) {
            return extent(file, out);
        }
        return switch (name) {
            case "maxiofs.id" -> lines("identity", file, out, FileInspection::isWholeIdentity);
            case "changes.subscribers" ->
                lines("subscribers of changes", file, out, FileInspection::endsWithItsLastLine);
            case "scrub.position" -> lines("scrub position", file, out, FileInspection::endsWithItsLastLine);
            case "index.mv" -> index(file, out);
            case "storage.keys", "storage.keys.copy" -> keys(file, out);
            case "kms.keys", "kms.keys.copy" -> namedKeys(file, out);
            default ->
                throw new IOException(file + " is no file this program knows: expected maxiofs.id, *.seg, *.free,"
                        + " *.ext, index.mv, storage.keys, changes.subscribers or scrub.position");
        };
    }

    private boolean lines(String kind, Path file, Consumer<Map<String, Object>> out, Predicate<String> isWhole)
            throws IOException {
        Map<String, Object> item = item(kind);
        String text = text(file);
        for (String line : text.lines().toList()) {
            int split = line.indexOf('=');
            if (split > 0) {
                item.put(line.substring(0, split), line.substring(split + 1));
            }
        }
        out.accept(item);
        return isWhole.test(text);
    }

    private static boolean isWholeIdentity(String text) {
        return IDENTITY.matcher(text).matches();
    }

    private static boolean endsWithItsLastLine(String text) {
        return text.endsWith("\nend\n");
    }

    private String text(Path file) throws IOException {
        byte[] content = new FileReplacement(disk)
                .read(file, MAX_TEXT_BYTES)
                .orElseThrow(() -> new NoSuchFileException(file.toString()));
        return new String(content, StandardCharsets.UTF_8);
    }

    private boolean segment(Path file, Consumer<Map<String, Object>> out) throws IOException {
        SegmentInspection inspection = SegmentInspection.open(disk, file);
        SegmentInspection.Summary summary = inspection.summary();
        Map<String, Object> heading = item("segment");
        heading.put("id", HexFormat.of().toHexDigits(summary.id()));
        heading.put("tag", HexFormat.of().toHexDigits(summary.tag()));
        heading.put("fileBytes", summary.fileBytes());
        heading.put("actualBytes", summary.actualBytes());
        heading.put("sealed", summary.sealedEnd().isPresent());
        summary.sealedEnd().ifPresent(end -> heading.put("end", end));
        out.accept(heading);
        boolean[] whole = {summary.actualBytes() >= summary.fileBytes()};
        inspection.forEach(entry -> {
            whole[0] &= entry.state() == SegmentInspection.State.WHOLE
                    || entry.state() == SegmentInspection.State.CLOSE_MARK;
            Map<String, Object> item = record(entry);
            whole[0] &= !item.containsKey(NOT_DECODED);
            out.accept(item);
        });
        return whole[0];
    }

    private static Map<String, Object> record(SegmentInspection.Item entry) {
        Map<String, Object> item = item(
                entry.state() == SegmentInspection.State.GAP
                        ? "gap"
                        : entry.state() == SegmentInspection.State.CLOSE_MARK ? "close mark" : "record");
        item.put("state", entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        item.put("offset", entry.offset());
        item.put("length", entry.length());
        if (entry.state() == SegmentInspection.State.GAP) {
            return item;
        }
        item.put("groupStart", entry.groupStart());
        item.put("sequence", entry.sequence());
        item.put("bodyLength", entry.bodyLength());
        ByteBuffer payload = entry.payload();
        if (payload != null && entry.state() != SegmentInspection.State.CLOSE_MARK) {
            try {
                item.putAll(RecordText.of(ChangeCodec.decode(payload)));
            } catch (RuntimeException e) {
                // Whole and yet not understood: shown as it is.
                item.put(NOT_DECODED, e.toString());
                item.put("payload", hex(payload));
            }
        }
        return item;
    }

    private static String hex(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private boolean extent(Path file, Consumer<Map<String, Object>> out) throws IOException {
        Map<String, Object> item = item("extent");
        List<String> damages = new ArrayList<>();
        boolean intact = false;
        for (String line : new ExtentInspector(disk).describe(file)) {
            int split = line.indexOf(' ');
            String label = split < 0 ? line : line.substring(0, split);
            String value = split < 0 ? "" : line.substring(split).strip();
            intact |= label.equals("intact");
            if (label.equals("damaged")) {
                damages.add(value);
            } else if (split > 0) {
                item.put(label, value);
            }
        }
        item.put("intact", intact);
        if (!damages.isEmpty()) {
            item.put("damaged", damages);
        }
        out.accept(item);
        return intact;
    }

    private boolean index(Path file, Consumer<Map<String, Object>> out) throws IOException {
        boolean[] whole = {true};
        try (Index index = Index.open(new OverlayDisk(disk), file, IndexConfig.standard(clock), Table.storedNames())) {
            Map<String, Object> heading = item("index");
            heading.put(
                    "checkpoint",
                    index.checkpoint().map(OfflineStore::describeCheckpoint).orElse("none"));
            out.accept(heading);
            for (Table table : Table.values()) {
                for (Cursor c = index.table(table.storedName()).cursor(new byte[0], null); c.next(); ) {
                    Map<String, Object> item = item("row");
                    item.put("table", table.storedName());
                    try {
                        item.putAll(RowText.of(table, c.key(), c.value()));
                    } catch (RuntimeException e) {
                        whole[0] = false;
                        item.put(NOT_DECODED, e.toString());
                        item.put("key", HexFormat.of().formatHex(c.key()));
                        item.put("value", HexFormat.of().formatHex(c.value()));
                    }
                    out.accept(item);
                }
            }
        }
        return whole[0];
    }

    /** Names and numbers of the keys; never the secrets. */
    private boolean keys(Path file, Consumer<Map<String, Object>> out) throws IOException {
        for (String line : text(file).lines().toList()) {
            String[] fields = line.split(" ", -1);
            if (fields.length == 7 && fields[0].equals("key")) {
                Map<String, Object> item = item("key");
                item.put("name", fields[1]);
                item.put("version", fields[2]);
                item.put("id", fields[3]);
                item.put("created", fields[4]);
                out.accept(item);
            }
        }
        String name = String.valueOf(file.getFileName());
        Path first = file.resolveSibling(name.replace(".copy", ""));
        // The other copy would be taken in its place, so it is not there as far as this look is concerned.
        OverlayDisk alone = new OverlayDisk(disk);
        alone.delete(file.equals(first) ? file.resolveSibling(name + ".copy") : first);
        MasterKeys.open(alone, first, new SecureRandom(), clock);
        return true;
    }

    /** The same of the keys that clients name. */
    private boolean namedKeys(Path file, Consumer<Map<String, Object>> out) throws IOException {
        for (String line : text(file).lines().toList()) {
            String[] fields = line.split(" ", -1);
            if (fields.length == 7 && fields[0].equals("key")) {
                Map<String, Object> item = item("key");
                item.put("name", fields[1]);
                item.put("version", fields[2]);
                item.put("state", fields[3]);
                item.put("created", fields[4]);
                out.accept(item);
            }
        }
        return KmsKeys.isWhole(text(file));
    }

    static Map<String, Object> item(String kind) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(KIND, kind);
        return item;
    }
}
