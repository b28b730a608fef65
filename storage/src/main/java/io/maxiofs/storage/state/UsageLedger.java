package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.model.BucketUsage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What every bucket holds. The writer thread counts; readers see what was published. Counters are written to the index
 * with each checkpoint, and recovery counts on from there.
 */
public final class UsageLedger {
    private final Map<Long, BucketUsage> counted = new HashMap<>();
    private final Set<Long> unpublished = new HashSet<>();
    private final Set<Long> unsaved = new HashSet<>();
    private final Map<Long, BucketUsage> published = new ConcurrentHashMap<>();

    /** As of the changes decided so far; writer thread only. */
    public BucketUsage counted(long bucketId) {
        return counted.getOrDefault(bucketId, BucketUsage.NONE);
    }

    /** As of the last durable change; any thread. */
    public BucketUsage published(long bucketId) {
        return published.getOrDefault(bucketId, BucketUsage.NONE);
    }

    void load(long bucketId, BucketUsage usage) {
        counted.put(bucketId, usage);
        published.put(bucketId, usage);
    }

    void set(long bucketId, BucketUsage usage) {
        counted.put(bucketId, usage);
        unpublished.add(bucketId);
        unsaved.add(bucketId);
    }

    void publish() {
        for (long bucketId : unpublished) {
            published.put(bucketId, counted(bucketId));
        }
        unpublished.clear();
    }

    /** Puts the counters that changed since the last call into the table; part of a checkpoint. */
    void save(Tables tables) {
        for (long bucketId : unsaved) {
            BucketUsage usage = counted(bucketId);
            byte[] key = TableKeys.number(bucketId);
            if (usage.equals(BucketUsage.NONE)) {
                tables.remove(Table.USAGE, key);
                counted.remove(bucketId);
                published.remove(bucketId);
            } else {
                tables.put(Table.USAGE, key, BucketCodec.encodeUsage(usage));
            }
        }
        unsaved.clear();
    }
}
