package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.InvalidPartException;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A store under a workload. Stores give ids of their own, so versions and uploads are named after the step that made
 * them; what a side tells holds names only and can be compared with what another side tells.
 */
public final class WorkloadSide {
    private static final int ALL = Integer.MAX_VALUE;

    private StoreClient client;
    private final Map<String, ObjectVersion> versions = new HashMap<>();
    private final Map<VersionId, String> versionNames = new HashMap<>();
    private final Map<String, UploadRef> uploads = new HashMap<>();
    private final Map<UploadId, String> uploadNames = new HashMap<>();
    private final Map<UploadId, List<CompletedPart>> completed = new HashMap<>();

    public WorkloadSide(ObjectStore store) {
        this.client = new StoreClient(store);
    }

    public StoreClient client() {
        return client;
    }

    public ObjectStore store() {
        return client.store();
    }

    /** Goes on with the same data in another instance, as after a restart. */
    public void reopen(ObjectStore store) {
        client = new StoreClient(store);
    }

    /** Applies a step and tells what came of it; a refusal by its kind. */
    public String apply(WorkloadStep step) {
        try {
            return step.action().apply(this);
        } catch (StorageException refusal) {
            return "refused: " + tell(refusal);
        }
    }

    private String tell(StorageException refusal) {
        String kind = refusal.getClass().getSimpleName();
        return switch (refusal) {
            case InvalidPartException e -> kind + " " + e.reason();
            case PreconditionFailedException e -> kind + " " + e.condition();
            case DeleteMarkerException e -> kind + " current=" + e.isCurrent() + " " + name(e.marker());
            default -> kind;
        };
    }

    String made(int step, ObjectVersion version) {
        versions.put("v" + step, version);
        versionNames.putIfAbsent(version.id(), "v" + step);
        return "wrote " + tell(version);
    }

    String begun(int step, BucketName bucket, MultipartUpload upload) {
        uploads.put("u" + step, new UploadRef(bucket, upload.key(), upload.id()));
        uploadNames.put(upload.id(), "u" + step);
        return "began " + tell(upload);
    }

    /** The version of this name, gone or not; null if the step made none on this side. */
    @Nullable ObjectVersion version(String name) {
        return versions.get(name);
    }

    /** A selector of the version of this name; the current one if there never was such. */
    VersionSelector selector(String name) {
        ObjectVersion version = versions.get(name);
        return version == null ? VersionSelector.CURRENT : StoreClient.exactly(version);
    }

    Optional<UploadRef> upload(String name) {
        return Optional.ofNullable(uploads.get(name));
    }

    /** The parts to complete an upload with; those of the last time if it is complete by now. */
    List<CompletedPart> listToComplete(UploadRef ref, Supplier<List<CompletedPart>> parts) {
        try {
            List<CompletedPart> list = parts.get();
            completed.put(ref.id(), list);
            return list;
        } catch (UploadNotFoundException gone) {
            return completed.getOrDefault(ref.id(), List.of());
        }
    }

    private String name(ObjectVersion version) {
        return versionNames.getOrDefault(version.id(), "unknown");
    }

    String tell(@Nullable ObjectVersion version) {
        return version == null ? "nothing" : name(version) + describe(version);
    }

    /** Everything of a version but its id and time. */
    private static String describe(ObjectVersion version) {
        StringJoiner text = new StringJoiner(" ", "{", "}");
        text.add(version.key().value());
        if (version.nullVersion()) {
            text.add("null");
        }
        ObjectContent content = version.content();
        if (content == null) {
            text.add("marker");
        } else {
            text.add(content.size() + " bytes").add(content.etag().value());
            text.add(String.valueOf(content.checksum()));
            content.parts().forEach(p -> text.add(tell(p)));
        }
        text.add(version.properties().tags().values().toString());
        text.add(String.valueOf(version.properties().acl()));
        text.add(describe(version.protection()));
        return text.toString();
    }

    static String tell(Part part) {
        return "part " + part.number() + ":" + part.size() + ":" + part.etag() + ":" + part.checksum();
    }

    String tell(MultipartUpload upload) {
        return uploadNames.getOrDefault(upload.id(), "unknown") + "{" + upload.key() + " "
                + upload.specification().properties().tags().values() + "}";
    }

    static String tell(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return body.length + " bytes " + Long.toHexString(crc.getValue());
    }

    String tell(Page<ObjectVersion> page) {
        return page.entries().stream().map(v -> tell(v)).toList() + " " + page.commonPrefixes() + " next "
                + page.nextMarker();
    }

    String tellUploads(Page<MultipartUpload> page) {
        return page.entries().stream().map(u -> tell(u)).toList() + " " + page.commonPrefixes() + " next "
                + page.nextMarker();
    }

    String tell(VersionPage page) {
        List<String> entries = page.entries().stream()
                .map(e -> (e.isLatest() ? "*" : "") + tell(e.version()))
                .toList();
        String marker = page.nextVersionMarker();
        String next = marker == null || marker.equals(VersionId.NULL_TEXT)
                ? String.valueOf(marker)
                : VersionId.parse(marker)
                        .map(id -> versionNames.getOrDefault(id, "unknown"))
                        .orElse("malformed");
        return entries + " " + page.commonPrefixes() + " next " + page.nextKeyMarker() + " " + next;
    }

    /**
     * All that can be seen of the store, bodies read to the end, without any id: equal for stores that went through the
     * same.
     */
    public String snapshot() {
        StringJoiner text = new StringJoiner("\n");
        for (Bucket bucket : store().buckets().list()) {
            BucketName name = bucket.name();
            text.add(name + " " + bucket.versioning() + " lock=" + bucket.objectLockEnabled() + " " + bucket.settings()
                    + " " + store().buckets().usage(name));
            for (VersionEntry entry : versions(name)) {
                ObjectVersion version = entry.version();
                text.add("  " + (entry.isLatest() ? "*" : " ") + describe(version) + body(name, version));
            }
            for (MultipartUpload upload : uploads(name)) {
                UploadRef ref = new UploadRef(name, upload.key(), upload.id());
                text.add("  upload " + upload.key() + " "
                        + upload.specification().properties().tags().values());
                store().uploads().listParts(ref, 0, ALL).forEach(p -> text.add("    " + tell(p)));
            }
        }
        return text.toString();
    }

    /** As the golden stores' contents have it; what came later is told only where it is not the usual. */
    private static String describe(ObjectProtection protection) {
        return "ObjectProtection[retention=" + protection.retention() + ", legalHold=" + protection.legalHold()
                + ", replication=" + protection.replication() + "]"
                + (protection.legalHoldReleased() ? " released" : "");
    }

    private List<VersionEntry> versions(BucketName bucket) {
        return store().listing()
                .listVersions(new Query(bucket, "", null, ALL), null, null)
                .entries();
    }

    private List<MultipartUpload> uploads(BucketName bucket) {
        return store().listing()
                .listUploads(new Query(bucket, "", null, ALL), null, null)
                .entries();
    }

    private String body(BucketName bucket, ObjectVersion version) {
        if (version.isDeleteMarker()) {
            return "";
        }
        ObjectKey key = version.key();
        return " " + tell(StoreClient.read(store().find(bucket, key, StoreClient.exactly(version))));
    }

    /**
     * Learns the names of versions and uploads from a side whose {@link #snapshot()} is equal, by their places. For a
     * store that was interrupted before it could tell what it made.
     */
    public void learnNames(WorkloadSide other) {
        for (Bucket bucket : store().buckets().list()) {
            List<VersionEntry> mine = versions(bucket.name());
            List<VersionEntry> theirs = other.versions(bucket.name());
            for (int i = 0; i < mine.size(); i++) {
                String name = other.name(theirs.get(i).version());
                versions.put(name, mine.get(i).version());
                versionNames.put(mine.get(i).version().id(), name);
            }
            List<MultipartUpload> myUploads = uploads(bucket.name());
            List<MultipartUpload> theirUploads = other.uploads(bucket.name());
            for (int i = 0; i < myUploads.size(); i++) {
                MultipartUpload upload = myUploads.get(i);
                String name = other.uploadNames.getOrDefault(theirUploads.get(i).id(), "unknown");
                uploads.put(name, new UploadRef(bucket.name(), upload.key(), upload.id()));
                uploadNames.put(upload.id(), name);
            }
        }
        uploadNames.forEach((mine, name) -> other.uploadNames.forEach((theirs, otherName) -> {
            List<CompletedPart> list = other.completed.get(theirs);
            if (name.equals(otherName) && list != null) {
                completed.put(mine, list);
            }
        }));
    }

    /** This side as it is now, going on with another store that holds the same data under the same ids. */
    public WorkloadSide withStore(ObjectStore copy) {
        WorkloadSide side = new WorkloadSide(copy);
        side.versions.putAll(versions);
        side.versionNames.putAll(versionNames);
        side.uploads.putAll(uploads);
        side.uploadNames.putAll(uploadNames);
        side.completed.putAll(completed);
        return side;
    }
}
