package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.LocalDisk;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What a store is opened with beside its directory. */
public record StoreOptions(
        Disk disk, EngineConfig config, InstantSource clock, SecureRandom random, TenantLimits tenants) {

    /** The operating system's disk and clock, no tenant limits. */
    public static StoreOptions standard(EngineConfig config) {
        return new StoreOptions(new LocalDisk(), config, InstantSource.system(), new SecureRandom(), TenantLimits.NONE);
    }
}
