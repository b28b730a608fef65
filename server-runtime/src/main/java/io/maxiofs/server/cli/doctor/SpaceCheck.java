package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room above the floor the store keeps free. */
final class SpaceCheck implements Check {
    private static final String NAME = "free space";
    private static final long GIB = 1L << 30;
    private static final long MIN_FLOOR = 2 * GIB;
    private static final int FLOOR_SHARE = 100;
    private static final int WARN_SHARE = 10;

    private final Path directory;

    SpaceCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public Finding run() {
        try {
            FileStore disk = Files.getFileStore(DirectoryCheck.nearestExisting(directory));
            return judge(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            return Finding.fail(NAME, "cannot be read: " + e, "Check that the drive is connected");
        }
    }

    static Finding judge(long free, long total) {
        String detail = free / GIB + " GiB free of " + total / GIB + " GiB";
        if (free <= Math.max(MIN_FLOOR, total / FLOOR_SHARE)) {
            return Finding.fail(
                    NAME, detail + ", at or below the floor the store keeps free", "Make room, or use another drive");
        }
        return free < total / WARN_SHARE
                ? Finding.warn(NAME, detail, "Less than a tenth is free; plan for more room")
                : Finding.ok(NAME, detail);
    }
}
