package io.maxiofs.storage.state;

import io.maxiofs.storage.model.Bucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All buckets in memory. The writer thread changes; readers see what was published. */
public final class BucketDirectory {
    private final ConcurrentSkipListMap<String, Bucket> byName = new ConcurrentSkipListMap<>();
    private final Map<Long, String> names = new ConcurrentHashMap<>();
    private final Map<String, Optional<Bucket>> pending = new HashMap<>();

    /** As of the last durable change; any thread. */
    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The name of a bucket that exists, or of one that is being made; any thread. */
    public Optional<String> nameOf(long id) {
        return Optional.ofNullable(names.get(id));
    }

    /** As of the last durable change, by name; any thread. */
    public List<Bucket> list() {
        return new ArrayList<>(byName.values());
    }

    /** As of the changes decided so far; writer thread only. */
    public Optional<Bucket> findPending(String name) {
        Optional<Bucket> change = pending.get(name);
        return change == null ? find(name) : change;
    }

    /** Buckets of a tenant as of the changes decided so far; writer thread only. */
    public long countPending(String tenant) {
        long count = byName.values().stream()
                .filter(bucket -> !pending.containsKey(bucket.name().value())
                        && bucket.tenant().equals(tenant))
                .count();
        return count
                + pending.values().stream()
                        .filter(change ->
                                change.isPresent() && change.get().tenant().equals(tenant))
                        .count();
    }

    void put(Bucket bucket) {
        pending.put(bucket.name().value(), Optional.of(bucket));
        names.put(bucket.id(), bucket.name().value());
    }

    void remove(long bucketId) {
        String name = names.remove(bucketId);
        if (name != null) {
            Optional<Bucket> now = findPending(name);
            if (now.isPresent() && now.get().id() == bucketId) {
                pending.put(name, Optional.empty());
            }
        }
    }

    void publish() {
        pending.forEach((name, change) -> {
            if (change.isPresent()) {
                byName.put(name, change.get());
            } else {
                byName.remove(name);
            }
        });
        pending.clear();
    }
}
