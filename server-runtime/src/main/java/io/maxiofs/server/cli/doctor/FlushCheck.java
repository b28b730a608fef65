package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Measures durable writes as the journal makes them: 4 KiB into a file whose blocks exist, each forced on its own. A
 * device that confirms faster than its kind can is suspected of confirming before the bytes are safe.
 */
final class FlushCheck implements Check {
    private static final String NAME = "flush";
    private static final int BLOCK = 4096;
    private static final int FILE_BYTES = 4 << 20;
    private static final int MAX_WRITES = 2_000;
    private static final long MAX_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    /** No drive that keeps its promise is known to force this often from one thread. */
    private static final int IMPLAUSIBLE_PER_SECOND = 100_000;

    /** A disk turns 250 times a second at most; with luck two writes share a turn. */
    private static final int IMPLAUSIBLE_SPINNING = 500;

    private static final int SLOW_PER_SECOND = 100;

    private final Path directory;
    private final LongSupplier nanoTime;

    FlushCheck(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    @Override
    public Finding run() {
        Path existing = DirectoryCheck.nearestExisting(directory);
        Path probe;
        try {
            probe = Files.createTempFile(existing, ".maxiofs-flush-probe-", ".tmp");
        } catch (IOException e) {
            return Finding.unknown(NAME, "nothing can be written to " + existing + ": " + e);
        }
        try {
            double perSecond = measure(probe);
            return judge(perSecond, SpinningDisk.of(existing));
        } catch (IOException e) {
            return Finding.fail(
                    NAME, "writing failed: " + e, "Check the drive and its cable; look at the system's log");
        } finally {
            delete(probe);
        }
    }

    private double measure(Path probe) throws IOException {
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(FILE_BYTES), 0);
            channel.force(true);
            byte[] content = new byte[BLOCK];
            long start = nanoTime.getAsLong();
            long elapsed = 0;
            int writes = 0;
            while (writes < MAX_WRITES && elapsed < MAX_NANOS) {
                Arrays.fill(content, (byte) (writes + 1));
                channel.write(ByteBuffer.wrap(content), (long) (writes * BLOCK % FILE_BYTES));
                channel.force(false);
                writes++;
                elapsed = nanoTime.getAsLong() - start;
            }
            return writes * NANOS_PER_SECOND / Math.max(1, elapsed);
        }
    }

    static Finding judge(double perSecond, SpinningDisk kind) {
        String detail = String.format(Locale.ROOT, "%,.0f durable 4 KiB writes/s from one thread", perSecond);
        boolean implausible =
                perSecond > IMPLAUSIBLE_PER_SECOND || (kind == SpinningDisk.YES && perSecond > IMPLAUSIBLE_SPINNING);
        if (implausible) {
            return Finding.warn(
                    NAME,
                    detail
                            + ": more than a device of this kind can do, so it seems to confirm before the bytes are safe",
                    "Turn off the drive's volatile write cache, or use one with power-loss protection; in a virtual"
                            + " machine, let the host flush");
        }
        return perSecond < SLOW_PER_SECOND
                ? Finding.warn(NAME, detail + ": small uploads will be slow", "Use an SSD for the data directory")
                : Finding.ok(NAME, detail);
    }

    private static void delete(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            probe.toFile().deleteOnExit();
        }
    }
}
