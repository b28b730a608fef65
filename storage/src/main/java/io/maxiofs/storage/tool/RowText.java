package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Rows of the index as names and values. */
final class RowText {
    private RowText() {}

    /** @throws RuntimeException of many kinds if the row is not one of that table */
    static Map<String, Object> of(Table table, byte[] key, byte[] value) {
        Map<String, Object> text = new LinkedHashMap<>();
        switch (table) {
            case EXTENT -> {
                text.put("extent", String.format(Locale.ROOT, "%016x", TableKeys.numberOf(key)));
                text.put("references", new Decoder(value).varint());
            }
            case USAGE -> {
                text.put("bucket", TableKeys.numberOf(key));
                text.put("usage", BucketCodec.decodeUsage(value));
            }
            case SEGMENT -> {
                Decoder in = new Decoder(value);
                text.put("segment", Long.toHexString(TableKeys.numberOf(key)));
                text.put("liveBytes", in.varint());
                text.put("removalBytes", in.varint());
                long first = in.varint();
                text.put("removalSpan", first + " to " + in.varint());
            }
            default -> entry(table, key, Entry.read(value), text);
        }
        return text;
    }

    private static void entry(Table table, byte[] key, Entry entry, Map<String, Object> text) {
        int at = entry.entityOffset();
        switch (table) {
            case OBJECT -> {
                ObjectKey name = TableKeys.keyOfObject(key);
                text.put("bucket", TableKeys.bucketOf(key));
                text.put("key", name);
                text.putAll(RecordText.version(name, entry.bytes(), at));
            }
            case NONCURRENT -> {
                ObjectKey name = TableKeys.keyOfEscaped(key);
                text.put("bucket", TableKeys.bucketOf(key));
                text.put("key", name);
                text.putAll(RecordText.version(name, entry.bytes(), at));
            }
            case UPLOAD -> {
                ObjectKey name = TableKeys.keyOfEscaped(key);
                text.put("bucket", TableKeys.bucketOf(key));
                text.put("key", name);
                text.putAll(RecordText.upload(name, entry.bytes(), at));
            }
            case PART -> {
                text.put("upload", TableKeys.uploadOfPart(key));
                text.putAll(RecordText.part(entry.bytes(), at));
            }
            case BUCKET -> text.putAll(RecordText.bucket(entry.bytes(), at));
            default -> throw new IllegalArgumentException("No entries in " + table);
        }
        text.put("rowSequence", entry.sequence());
        text.put("segment", Long.toHexString(entry.place().segment()));
        text.put("floor", Long.toHexString(entry.place().floor()));
        if (entry.body().exists()) {
            text.put(
                    "bodyAt",
                    Long.toHexString(entry.body().segment()) + ":"
                            + entry.body().offset());
        }
        if (entry.olderNull() != null) {
            text.put("olderNull", entry.olderNull());
        }
    }
}
