package io.maxiofs.storage.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket and its settings at one moment.
 *
 * @param id number inside this store, never reused
 * @param tenant id of the tenant it belongs to; empty for the global one
 * @param objectLockEnabled once true, always true; implies versioning
 */
public record Bucket(
        long id,
        BucketName name,
        Owner owner,
        String tenant,
        Instant created,
        VersioningState versioning,
        boolean objectLockEnabled,
        Map<BucketSetting, String> settings) {

    public Bucket {
        settings = settings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(settings));
    }

    public Optional<String> setting(BucketSetting setting) {
        return Optional.ofNullable(settings.get(setting));
    }
}
