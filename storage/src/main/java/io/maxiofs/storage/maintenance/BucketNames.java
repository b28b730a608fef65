package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of buckets by their numbers, as of when this was made. */
public final class BucketNames {
    private static final Logger LOG = LoggerFactory.getLogger(BucketNames.class);

    private final Map<Long, String> names = new HashMap<>();

    public BucketNames(IndexTables tables) {
        for (Cursor c = tables.cursor(Table.BUCKET, TableKeys.number(0), null); c.next(); ) {
            try {
                Entry entry = Entry.read(c.value());
                names.put(
                        TableKeys.numberOf(c.key()),
                        BucketCodec.decode(entry.bytes(), entry.entityOffset())
                                .name()
                                .value());
            } catch (RuntimeException e) {
                // Whoever walks the table reports it; here the bucket just has no name.
                LOG.warn("The row of bucket {} cannot be decoded", TableKeys.numberOf(c.key()), e);
            }
        }
    }

    /** The name, or the number of a bucket that has no row. */
    public String of(long bucketId) {
        return names.getOrDefault(bucketId, "bucket #" + bucketId);
    }

    /** The name; null for a bucket that has no row. */
    @Nullable String orNull(long bucketId) {
        return names.get(bucketId);
    }

    /** By number. */
    public Map<Long, String> all() {
        return Map.copyOf(names);
    }
}
