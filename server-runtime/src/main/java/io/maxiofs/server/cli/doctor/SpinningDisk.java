package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a disk turns. Only Linux says so, and not of every device. */
enum SpinningDisk {
    YES,
    NO,
    UNKNOWN;

    static SpinningDisk of(Path directory) {
        try {
            String device = Files.getFileStore(directory).name();
            Path block =
                    Path.of("/sys/class/block", Path.of(device).getFileName().toString());
            if (!Files.exists(block)) {
                return UNKNOWN;
            }
            Path real = block.toRealPath();
            // A partition has no queue of its own; its disk is the directory above.
            for (Path candidate : new Path[] {real, real.resolveSibling(".").normalize()}) {
                Path rotational = candidate.resolve("queue").resolve("rotational");
                if (Files.isReadable(rotational)) {
                    return Files.readString(rotational).strip().equals("1") ? YES : NO;
                }
            }
            return UNKNOWN;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
