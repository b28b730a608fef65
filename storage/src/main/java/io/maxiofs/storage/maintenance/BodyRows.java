package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks all versions and parts, row by row, in memory that does not depend on their number. */
public final class BodyRows {
    private static final List<Table> TABLES = List.of(Table.OBJECT, Table.NONCURRENT, Table.PART);

    private final IndexTables tables;

    public BodyRows(IndexTables tables) {
        this.tables = tables;
    }

    /**
     * Gives every row to {@code action}.
     *
     * @param damaged is told of rows that cannot be decoded
     * @throws IndexDamagedException if the index itself cannot be read
     */
    public void forEach(Consumer<BodyRow> action, Consumer<Finding> damaged) {
        for (Table table : TABLES) {
            for (Cursor c = tables.cursor(table, new byte[0], null); c.next(); ) {
                BodyRow row = decodeOrTell(table, c.key(), c.value(), damaged);
                if (row != null) {
                    action.accept(row);
                }
            }
        }
    }

    private static @Nullable BodyRow decodeOrTell(Table table, byte[] key, byte[] value, Consumer<Finding> damaged) {
        try {
            return decode(table, key, value);
        } catch (IndexDamagedException e) {
            throw e;
        } catch (RuntimeException e) {
            damaged.accept(new Finding(
                    Finding.Severity.INCONSISTENT,
                    Finding.Kind.ROW_DAMAGED,
                    "row of " + table.storedName() + " " + HexFormat.of().formatHex(key),
                    null,
                    "it cannot be decoded: " + e));
            return null;
        }
    }

    /** @throws RuntimeException of many kinds if the row is not one of that table */
    public static BodyRow decode(Table table, byte[] key, byte[] value) {
        Entry entry = Entry.read(value);
        if (table == Table.PART) {
            UploadCodec.StoredPart part = UploadCodec.decodePart(entry.bytes(), entry.entityOffset());
            String version = "upload " + TableKeys.uploadOfPart(key).text() + " part " + TableKeys.partNumberOf(key);
            return new BodyRow(
                    table,
                    key,
                    part.bucketId(),
                    null,
                    version,
                    entry,
                    part.body(),
                    part.part().size());
        }
        ObjectKey objectKey = table == Table.OBJECT ? TableKeys.keyOfObject(key) : TableKeys.keyOfEscaped(key);
        VersionCodec.Outline outline = VersionCodec.outline(entry.bytes(), entry.entityOffset());
        String version = (outline.deleteMarker() ? "delete marker " : "version ")
                + (outline.nullVersion() ? VersionId.NULL_TEXT : outline.id().text());
        StoredBody body = outline.body();
        return new BodyRow(table, key, TableKeys.bucketOf(key), objectKey, version, entry, body, outline.size());
    }

    /** Whether the row still is what it was when it was read; a live store may have changed or moved it. */
    public boolean isUnchanged(BodyRow row) {
        byte[] now = tables.get(row.table(), row.tableKey());
        return now != null && Arrays.equals(now, row.entry().bytes());
    }
}
