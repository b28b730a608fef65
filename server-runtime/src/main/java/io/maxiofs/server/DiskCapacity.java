package io.maxiofs.server;

import io.maxiofs.server.s3.veeam.Capacity;
import io.maxiofs.storage.model.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The room of the disk the data directory is on. Tenants have no limits yet. */
final class DiskCapacity implements Capacity {
    private final Path dataDirectory;

    DiskCapacity(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    @Override
    public OptionalLong tenantQuotaBytes(Bucket bucket) {
        return OptionalLong.empty();
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
