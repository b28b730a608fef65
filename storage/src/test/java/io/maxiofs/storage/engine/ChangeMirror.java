package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps what a store holds by its changes alone. */
final class ChangeMirror {
    private final TreeMap<String, String> versions = new TreeMap<>();

    void apply(StoreChange change) {
        long bucket = change.bucket().id();
        switch (change.subject()) {
            case StoreChange.Written written -> {
                ObjectVersion version = written.version();
                String name = version.nullVersion() ? "null" : version.id().text();
                versions.put(id(bucket, version.key(), name), text(bucket, version));
            }
            case StoreChange.Removed removed ->
                versions.remove(id(
                        bucket,
                        removed.key(),
                        removed.nullVersion() ? "null" : removed.id().text()));
            default -> {
                // Neither buckets nor uploads are compared.
            }
        }
    }

    private static String id(long bucket, ObjectKey key, String version) {
        return bucket + "/" + key.value() + "\u0000" + version;
    }

    static String text(long bucket, ObjectVersion version) {
        return bucket + " " + version;
    }

    Set<String> versions() {
        return new TreeSet<>(versions.values());
    }
}
