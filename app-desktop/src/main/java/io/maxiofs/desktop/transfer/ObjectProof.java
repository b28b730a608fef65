package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.TransferFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Compares a file with what the server knows of an object: the best checksum it has, of the whole or of the checksums of
 * its parts, else an ETag that is an MD5.
 */
final class ObjectProof {
    private static final int BUFFER_BYTES = 1 << 18;

    /** The ways of S3 to take a checksum. */
    enum Algorithm {
        SHA256,
        CRC64NVME,
        CRC32C,
        CRC32,
        SHA1,
        MD5;

        Running start() {
            return switch (this) {
                case SHA256 -> new DigestRunning(Digests.named("SHA-256"));
                case SHA1 -> new DigestRunning(Digests.named("SHA-1"));
                case MD5 -> new DigestRunning(Digests.named("MD5"));
                case CRC64NVME -> new CrcRunning(new Crc64Nvme(), Long.BYTES);
                case CRC32 -> new CrcRunning(new CRC32(), Integer.BYTES);
                case CRC32C -> new CrcRunning(new CRC32C(), Integer.BYTES);
            };
        }
    }

    /** A checksum being taken. */
    sealed interface Running {
        void update(byte[] bytes, int length);

        byte[] finish();
    }

    private record DigestRunning(MessageDigest digest) implements Running {
        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public byte[] finish() {
            return digest.digest();
        }
    }

    private record CrcRunning(Checksum checksum, int width) implements Running {
        @Override
        public void update(byte[] bytes, int length) {
            checksum.update(bytes, 0, length);
        }

        @Override
        public byte[] finish() {
            byte[] all =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            byte[] used = new byte[width];
            System.arraycopy(all, Long.BYTES - width, used, 0, width);
            return used;
        }
    }

    /**
     * What the server knows.
     *
     * @param text Base64, or hexadecimal for an ETag
     * @param parts number of parts whose checksums it was taken of; 0 if it is of the whole
     */
    record Known(Algorithm algorithm, String text, int parts) {
        /** The best the server told; null if it told nothing that can be compared. */
        static @Nullable Known of(HeadObjectResponse head) {
            List<Known> all = new ArrayList<>();
            add(all, Algorithm.SHA256, head.checksumSHA256());
            add(all, Algorithm.CRC64NVME, head.checksumCRC64NVME());
            add(all, Algorithm.CRC32C, head.checksumCRC32C());
            add(all, Algorithm.CRC32, head.checksumCRC32());
            add(all, Algorithm.SHA1, head.checksumSHA1());
            add(all, Algorithm.MD5, hexadecimalTag(head.eTag()));
            return all.isEmpty() ? null : all.getFirst();
        }

        private static void add(List<Known> all, Algorithm algorithm, @Nullable String value) {
            if (value == null) {
                return;
            }
            int dash = value.lastIndexOf('-');
            all.add(
                    dash < 0
                            ? new Known(algorithm, value, 0)
                            : new Known(
                                    algorithm,
                                    value.substring(0, dash),
                                    Integer.parseInt(value, dash + 1, value.length(), 10)));
        }

        private static @Nullable String hexadecimalTag(String etag) {
            String bare = etag.replace("\"", "");
            return bare.matches("[0-9a-f]{32}(-[0-9]{1,5})?") ? bare : null;
        }
    }

    private final Flow flow;

    ObjectProof(Flow flow) {
        this.flow = flow;
    }

    /**
     * Reads the file.
     *
     * @param partSizes of the object as it was sent, in bytes; asked for only if {@code known.parts()} is not 0
     * @throws TransferException {@code DIFFERENT_BYTES} if it is not the same
     */
    void compare(Path file, Known known, List<Long> partSizes) throws IOException {
        byte[] found = known.parts() == 0 ? ofWhole(file, known.algorithm()) : ofParts(file, known, partSizes);
        String text = known.algorithm() == Algorithm.MD5
                ? HexFormat.of().formatHex(found)
                : Base64.getEncoder().encodeToString(found);
        if (!text.equals(known.text())) {
            throw TransferException.passing(
                    Kind.DIFFERENT_BYTES,
                    known.algorithm().name().toLowerCase(Locale.ROOT) + " is " + text + ", not " + known.text());
        }
    }

    private byte[] ofWhole(Path file, Algorithm algorithm) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Running running = algorithm.start();
            read(channel, channel.size(), running);
            return running.finish();
        }
    }

    private byte[] ofParts(Path file, Known known, List<Long> partSizes) throws IOException {
        if (partSizes.size() != known.parts()) {
            throw TransferException.lasting(Kind.NOT_PROVABLE, "The server does not tell the sizes of the parts");
        }
        Running whole = known.algorithm().start();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long size : partSizes) {
                Running part = known.algorithm().start();
                read(channel, size, part);
                byte[] finished = part.finish();
                whole.update(finished, finished.length);
            }
        }
        return whole.finish();
    }

    private void read(FileChannel channel, long bytes, Running running) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(bytes, 1))];
        long left = bytes;
        while (left > 0) {
            flow.stopIfWanted();
            int read = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left)));
            if (read < 0) {
                throw TransferException.passing(Kind.DIFFERENT_BYTES, "The file ends " + left + " bytes early");
            }
            running.update(buffer, read);
            left -= read;
        }
    }
}
