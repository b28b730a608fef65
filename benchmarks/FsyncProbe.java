import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What the machine itself can do, without a server: {@code java FsyncProbe.java DIRECTORY [SECONDS]}. Prints the median of a
 * 4 KiB append with fdatasync into a preallocated file in microseconds, MD5 with SHA-256 on one core and sequential writing
 * (forced at the end) in MB/s, as {@code name=value}. Each part takes about SECONDS (1 to 60). Removes its file.
 */
public final class FsyncProbe {
    private static final int RECORD_BYTES = 4096;
    private static final int PIECE_BYTES = 1 << 20;
    private static final long FILE_BYTES = 256L << 20;
    private static final long MOST_WRITTEN_BYTES = 4L << 30;
    private static final int MOST_APPENDS = (int) (FILE_BYTES / RECORD_BYTES);
    private static final int MOST_SECONDS = 60;

    private FsyncProbe() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("java FsyncProbe.java DIRECTORY [SECONDS]");
        }
        int seconds = arguments.length < 2 ? 3 : Integer.parseInt(arguments[1]);
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("SECONDS: 1 to " + MOST_SECONDS);
        }
        long nanos = seconds * 1_000_000_000L;
        Path file = Files.createTempFile(Path.of(arguments[0]), "probe", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
            byte[] random = new byte[PIECE_BYTES];
            new SplittableRandom(1).nextBytes(random);
            piece.put(random).flip();
            print("append_fdatasync_p50_micros", append(channel, piece, nanos));
            print("md5_sha256_megabytes_per_second", hash(random, nanos));
            print("sequential_write_megabytes_per_second", write(channel, piece, nanos));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double append(FileChannel channel, ByteBuffer piece, long nanos) throws IOException {
        for (long position = 0; position < FILE_BYTES; position += PIECE_BYTES) {
            writeAll(channel, piece.duplicate(), position);
        }
        channel.force(true);
        long[] taken = new long[MOST_APPENDS];
        int count = 0;
        long end = System.nanoTime() + nanos;
        while (count < MOST_APPENDS && System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            writeAll(channel, piece.slice(0, RECORD_BYTES), (long) count * RECORD_BYTES);
            channel.force(false);
            taken[count++] = System.nanoTime() - start;
        }
        Arrays.sort(taken, 0, count);
        return taken[count / 2] / 1e3;
    }

    private static double hash(byte[] bytes, long nanos) throws NoSuchAlgorithmException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        double best = 0;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            for (int i = 0; i < 32; i++) {
                md5.update(bytes);
                sha256.update(bytes);
            }
            best = Math.max(best, 32.0 * bytes.length * 1e3 / (System.nanoTime() - start));
        }
        return best;
    }

    private static double write(FileChannel channel, ByteBuffer piece, long nanos) throws IOException {
        channel.truncate(0);
        long start = System.nanoTime();
        long written = 0;
        while (written < MOST_WRITTEN_BYTES && System.nanoTime() - start < nanos) {
            writeAll(channel, piece.duplicate(), written);
            written += PIECE_BYTES;
        }
        channel.force(false);
        return written * 1e3 / (System.nanoTime() - start);
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.1f%n", name, value);
    }
}
