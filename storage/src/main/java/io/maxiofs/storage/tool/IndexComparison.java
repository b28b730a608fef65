package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.maintenance.BodyRow;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.maintenance.BucketNames;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks the index of a store and one made anew from its journal side by side, row by row. */
final class IndexComparison {
    private static final List<Table> TABLES =
            List.of(Table.BUCKET, Table.OBJECT, Table.NONCURRENT, Table.UPLOAD, Table.PART, Table.EXTENT);

    private final IndexTables stored;
    private final IndexTables fresh;
    private final Findings findings;
    private final BucketNames buckets;

    IndexComparison(IndexTables stored, IndexTables fresh, Findings findings) {
        this.stored = stored;
        this.fresh = fresh;
        this.findings = findings;
        this.buckets = new BucketNames(fresh);
    }

    void run() {
        TABLES.forEach(this::compare);
    }

    private void compare(Table table) {
        Cursor left = stored.cursor(table, new byte[0], null);
        Cursor right = fresh.cursor(table, new byte[0], null);
        boolean hasLeft = left.next();
        boolean hasRight = right.next();
        while (hasLeft || hasRight) {
            int order;
            if (hasLeft && hasRight) {
                order = Arrays.compareUnsigned(left.key(), right.key());
            } else {
                order = hasLeft ? -1 : 1;
            }
            if (order < 0) {
                onlyStored(table, left.key(), left.value());
            } else if (order > 0) {
                onlyFresh(table, right.key(), right.value());
            } else {
                both(table, left.key(), left.value(), right.value());
            }
            hasLeft = order <= 0 ? left.next() : hasLeft;
            hasRight = order >= 0 ? right.next() : hasRight;
        }
    }

    private void onlyStored(Table table, byte[] key, byte[] value) {
        if (table == Table.EXTENT) {
            add(Severity.INCONSISTENT, Kind.EXTENT_COUNT, table, key, value, "counted, and no record refers to it");
        } else {
            add(
                    Severity.AT_RISK,
                    Kind.RECORD_MISSING,
                    table,
                    key,
                    value,
                    "the journal does not tell of it: only the index knows it");
        }
    }

    private void onlyFresh(Table table, byte[] key, byte[] value) {
        if (table == Table.EXTENT) {
            add(Severity.INCONSISTENT, Kind.EXTENT_COUNT, table, key, value, "not counted, and records refer to it");
        } else {
            add(
                    Severity.INCONSISTENT,
                    Kind.ROW_MISSING,
                    table,
                    key,
                    value,
                    "the journal tells of it, the index does not");
        }
    }

    private void both(Table table, byte[] key, byte[] left, byte[] right) {
        if (Arrays.equals(left, right)) {
            return;
        }
        if (table == Table.EXTENT) {
            String detail = "counted " + countOf(left) + " times, the journal tells of " + countOf(right);
            add(Severity.INCONSISTENT, Kind.EXTENT_COUNT, table, key, right, detail);
            return;
        }
        String difference = difference(left, right);
        if (difference != null) {
            add(
                    Severity.INCONSISTENT,
                    Kind.ROW_DIFFERS,
                    table,
                    key,
                    right,
                    "differs from the journal in " + difference);
        }
    }

    private static String countOf(byte[] value) {
        try {
            return String.valueOf(new Decoder(value).varint());
        } catch (RuntimeException e) {
            return "(" + HexFormat.of().formatHex(value) + ")";
        }
    }

    /** What two rows differ in; null if in nothing that matters. */
    private static @Nullable String difference(byte[] left, byte[] right) {
        Entry a;
        Entry b;
        try {
            a = Entry.read(left);
            b = Entry.read(right);
        } catch (RuntimeException e) {
            return "its form: " + e;
        }
        if (a.sequence() != b.sequence()) {
            return "its sequence number, " + a.sequence() + " instead of " + b.sequence();
        }
        if (!Arrays.equals(a.entity(), b.entity())) {
            return "what it says";
        }
        if (!a.body().equals(b.body())) {
            return "where its body is, " + a.body() + " instead of " + b.body();
        }
        if (!Objects.equals(a.olderNull(), b.olderNull())) {
            return "its older null version";
        }
        if (a.place().segment() != b.place().segment()
                || a.place().length() != b.place().length()) {
            return "where its record is, " + a.place() + " instead of " + b.place();
        }
        // A lower floor than need be keeps a removal longer; a higher one could bring back what was removed.
        return a.place().floor() > b.place().floor() ? "its floor, which is too high" : null;
    }

    private void add(Severity severity, Kind kind, Table table, byte[] key, byte[] value, String detail) {
        String place = "row of " + table.storedName() + " " + HexFormat.of().formatHex(key);
        findings.add(new Finding(severity, kind, place, affected(table, key, value), detail));
    }

    private Finding.@Nullable Affected affected(Table table, byte[] key, byte[] value) {
        try {
            return switch (table) {
                case OBJECT, NONCURRENT, PART -> {
                    BodyRow row = BodyRows.decode(table, key, value);
                    yield row.affected(buckets);
                }
                case BUCKET -> new Finding.Affected(buckets.of(TableKeys.numberOf(key)), null, null);
                case UPLOAD ->
                    new Finding.Affected(
                            buckets.of(TableKeys.bucketOf(key)),
                            TableKeys.keyOfEscaped(key).value(),
                            "upload " + TableKeys.uploadOf(key).text());
                default -> null;
            };
        } catch (IndexDamagedException e) {
            throw e;
        } catch (RuntimeException e) {
            // A row that cannot be decoded is named by its key alone.
            return null;
        }
    }
}
