package io.maxiofs.server.service;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.Owner;
import java.util.Optional;

/**
 * Who owns what others write into a bucket, and whether its access control lists count. Kept as its wire name in {@link
 * BucketSetting#OWNERSHIP_CONTROLS}.
 */
public enum ObjectOwnership {
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    OBJECT_WRITER("ObjectWriter");

    private final String wireName;

    ObjectOwnership(String wireName) {
        this.wireName = wireName;
    }

    /** As AWS writes it. */
    public String wireName() {
        return wireName;
    }

    public static Optional<ObjectOwnership> ofWireName(String name) {
        for (ObjectOwnership ownership : values()) {
            if (ownership.wireName.equals(name)) {
                return Optional.of(ownership);
            }
        }
        return Optional.empty();
    }

    /**
     * The ownership that holds in {@code bucket}; without controls of its own, the writer owns.
     *
     * @throws IllegalStateException if the bucket carries a setting this version does not know
     */
    public static ObjectOwnership of(Bucket bucket) {
        String kept = bucket.settings().get(BucketSetting.OWNERSHIP_CONTROLS);
        if (kept == null) {
            return OBJECT_WRITER;
        }
        if (BUCKET_OWNER_ENFORCED.wireName.equals(kept)) {
            // What nearly every bucket of nearly every request says.
            return BUCKET_OWNER_ENFORCED;
        }
        return ofWireName(kept)
                .orElseThrow(() -> new IllegalStateException(
                        "Bucket " + bucket.name() + " has unknown ownership controls: " + kept));
    }

    /** Who will own what {@code writer} writes into {@code bucket}. */
    public static Owner ownerOf(Bucket bucket, Owner writer) {
        return of(bucket) == BUCKET_OWNER_ENFORCED ? bucket.owner() : writer;
    }
}
