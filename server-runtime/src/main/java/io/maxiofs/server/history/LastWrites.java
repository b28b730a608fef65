package io.maxiofs.server.history;

import io.maxiofs.server.database.LastWriteTables;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When somebody last wrote to each bucket or removed something from it. Kept in memory and written down now and then, so that
 * a request costs nothing for it; a crash forgets what {@link #flush} has not written. What the server does by itself, such as lifecycle
 * rules, is nobody's write. Safe on any thread; noting does not block.
 */
public final class LastWrites implements RequestObserver {
    private static final Set<S3Operation> WRITES = Collections.unmodifiableSet(EnumSet.of(
            S3Operation.PUT_OBJECT,
            S3Operation.POST_OBJECT,
            S3Operation.COPY_OBJECT,
            S3Operation.COMPLETE_MULTIPART_UPLOAD,
            S3Operation.DELETE_OBJECT,
            S3Operation.DELETE_OBJECTS));

    private final LastWriteTables tables;
    private final BucketCatalog buckets;
    private final InstantSource clock;
    private final Map<Long, Long> times = new ConcurrentHashMap<>();
    private final Map<Long, Long> unwritten = new ConcurrentHashMap<>();

    /** Reads what was written down; buckets that are gone are forgotten. */
    public LastWrites(LastWriteTables tables, BucketCatalog buckets, InstantSource clock) {
        this.tables = tables;
        this.buckets = buckets;
        this.clock = clock;
        Map<Long, Long> known = tables.load();
        for (Bucket bucket : buckets.list()) {
            Long time = known.get(bucket.id());
            if (time != null) {
                times.put(bucket.id(), time);
            }
        }
    }

    /** Empty if it is not known. */
    public Optional<Instant> of(Bucket bucket) {
        return Optional.ofNullable(times.get(bucket.id())).map(Instant::ofEpochMilli);
    }

    @Override
    public void completed(CompletedRequest request) {
        if (request.status() >= 200 && request.status() < 300) {
            note(request.operation(), request.bucket());
        }
    }

    /** An operation that succeeded. */
    public void note(@Nullable S3Operation operation, @Nullable String bucket) {
        if (operation != null && bucket != null && WRITES.contains(operation) && BucketName.isValid(bucket)) {
            buckets.find(new BucketName(bucket)).ifPresent(this::note);
        }
    }

    private void note(Bucket bucket) {
        long now = clock.millis();
        times.put(bucket.id(), now);
        unwritten.put(bucket.id(), now);
    }

    /** Writes down what is new; nothing if nothing is. */
    public void flush() {
        Map<Long, Long> now = new HashMap<>(unwritten);
        if (!now.isEmpty()) {
            tables.save(now);
            now.forEach(unwritten::remove);
        }
    }
}
