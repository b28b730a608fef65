package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything a bucket holds. Guarded by the store's lock. */
final class ModelBucket {
    Bucket bucket;

    /** Versions of every key, newest first; no list is empty. */
    final TreeMap<ObjectKey, List<Version>> keys = new TreeMap<>();

    final TreeMap<ObjectKey, TreeMap<UploadId, Upload>> uploads = new TreeMap<>();

    /** What completed uploads became, so that a repeated Complete can be told. */
    final Map<UploadId, Completed> completed = new HashMap<>();

    ModelBucket(Bucket bucket) {
        this.bucket = bucket;
    }

    /** @param body null for a delete marker, and only then */
    record Version(ObjectVersion version, @Nullable ModelBody body) {
        ModelBody requireBody() {
            if (body == null) {
                throw new IllegalStateException("A delete marker has no body");
            }
            return body;
        }

        long size() {
            return body == null ? 0 : body.bytes().length;
        }
    }

    /** An upload and its parts by number. */
    record Upload(MultipartUpload upload, TreeMap<Integer, StoredPart> parts) {
        long bytes() {
            return parts.values().stream().mapToLong(p -> p.part().size()).sum();
        }
    }

    record StoredPart(Part part, ModelBody body) {}

    record Completed(ObjectKey key, VersionId version) {}

    ModelBucket copy() {
        ModelBucket copy = new ModelBucket(bucket);
        keys.forEach((key, versions) -> copy.keys.put(key, new ArrayList<>(versions)));
        uploads.forEach((key, ofKey) -> {
            TreeMap<UploadId, Upload> copies = new TreeMap<>();
            ofKey.forEach((id, upload) -> copies.put(id, new Upload(upload.upload(), new TreeMap<>(upload.parts()))));
            copy.uploads.put(key, copies);
        });
        copy.completed.putAll(completed);
        return copy;
    }

    List<Version> versions(ObjectKey key) {
        return keys.getOrDefault(key, List.of());
    }

    /** The current version unless there is none or it is a delete marker. */
    @Nullable Version present(ObjectKey key) {
        List<Version> versions = versions(key);
        return versions.isEmpty() || versions.getFirst().version().isDeleteMarker() ? null : versions.getFirst();
    }

    @Nullable Version select(ObjectKey key, VersionSelector selector) {
        List<Version> versions = versions(key);
        return switch (selector) {
            case VersionSelector.Current _ -> versions.isEmpty() ? null : versions.getFirst();
            case VersionSelector.Null _ ->
                versions.stream()
                        .filter(v -> v.version().nullVersion())
                        .findFirst()
                        .orElse(null);
            case VersionSelector.Exact exact ->
                versions.stream()
                        .filter(v ->
                                !v.version().nullVersion() && v.version().id().equals(exact.id()))
                        .findFirst()
                        .orElse(null);
        };
    }

    /** As {@link io.maxiofs.storage.api.ObjectStore#find}. */
    Version find(ObjectKey key, VersionSelector selector) {
        Version found = select(key, selector);
        boolean current = selector instanceof VersionSelector.Current;
        if (found == null) {
            throw current
                    ? new ObjectNotFoundException("No such key: " + key)
                    : new VersionNotFoundException("No such version of " + key);
        }
        if (found.version().isDeleteMarker()) {
            throw new DeleteMarkerException(found.version(), current);
        }
        return found;
    }

    void add(Version version) {
        keys.computeIfAbsent(version.version().key(), k -> new ArrayList<>()).addFirst(version);
    }

    void remove(Version version) {
        ObjectKey key = version.version().key();
        List<Version> versions = versions(key);
        if (!versions.remove(version)) {
            throw new IllegalStateException("Not a version of the bucket");
        }
        if (versions.isEmpty()) {
            keys.remove(key);
        }
    }

    void replace(Version old, Version changed) {
        List<Version> versions = versions(old.version().key());
        versions.set(versions.indexOf(old), changed);
    }

    BucketUsage usage() {
        long objects = 0;
        long bytes = 0;
        long noncurrent = 0;
        long noncurrentBytes = 0;
        long markers = 0;
        for (List<Version> versions : keys.values()) {
            for (int i = 0; i < versions.size(); i++) {
                Version version = versions.get(i);
                if (version.version().isDeleteMarker()) {
                    markers++;
                } else if (i == 0) {
                    objects++;
                    bytes += version.size();
                } else {
                    noncurrent++;
                    noncurrentBytes += version.size();
                }
            }
        }
        long uploadCount = uploads.values().stream().mapToLong(Map::size).sum();
        long uploadBytes = uploads.values().stream()
                .flatMap(u -> u.values().stream())
                .mapToLong(Upload::bytes)
                .sum();
        return new BucketUsage(objects, bytes, noncurrent, noncurrentBytes, markers, uploadCount, uploadBytes);
    }
}
