package io.maxiofs.server;

import io.maxiofs.server.s3.veeam.Capacity;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.model.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The room of the disk the data directory is on, and the limits of tenants. */
final class DiskCapacity implements Capacity {
    private final Path dataDirectory;
    private final TenantLimits tenants;

    DiskCapacity(Path dataDirectory, TenantLimits tenants) {
        this.dataDirectory = dataDirectory;
        this.tenants = tenants;
    }

    @Override
    public OptionalLong tenantQuotaBytes(Bucket bucket) {
        return tenants.maxBytes(bucket.tenant());
    }

    @Override
    public Disk disk() {
        try {
            FileStore disk = Files.getFileStore(dataDirectory);
            return new Disk(disk.getTotalSpace(), disk.getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of the data directory cannot be asked", e);
        }
    }
}
