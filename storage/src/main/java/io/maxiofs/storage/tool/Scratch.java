package io.maxiofs.storage.tool;

import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A directory for an index that is made for one run and removed with it. */
final class Scratch implements AutoCloseable {
    private final Disk disk;
    private final Path directory;

    /** @param parent exists */
    Scratch(Disk disk, Path parent) throws IOException {
        this.disk = disk;
        this.directory = parent.resolve("maxiofs-" + UUID.randomUUID());
        disk.createDirectory(directory);
    }

    Disk disk() {
        return disk;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        for (Path path : disk.list(directory)) {
            disk.delete(path);
        }
        disk.delete(directory);
    }
}
