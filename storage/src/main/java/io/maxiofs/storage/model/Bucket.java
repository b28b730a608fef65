package io.maxiofs.storage.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** The same with one setting changed; null takes it away. */
    public Bucket withSetting(BucketSetting setting, @Nullable String value) {
        Map<BucketSetting, String> changed = new EnumMap<>(BucketSetting.class);
        changed.putAll(settings);
        if (value == null) {
            changed.remove(setting);
        } else {
            changed.put(setting, value);
        }
        return withSettings(changed);
    }

    /** The same with these settings in place of all. */
    public Bucket withSettings(Map<BucketSetting, String> all) {
        return new Bucket(id, name, owner, tenant, created, versioning, objectLockEnabled, all);
    }

    public Bucket withVersioning(VersioningState state) {
        return new Bucket(id, name, owner, tenant, created, state, objectLockEnabled, settings);
    }

    /** The same with object lock, which nothing takes away again. */
    public Bucket withObjectLock() {
        return new Bucket(id, name, owner, tenant, created, versioning, true, settings);
    }
}
