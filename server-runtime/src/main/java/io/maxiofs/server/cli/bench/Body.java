package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an object holds: a stretch of a block of random bytes that is repeated as often as needed. Nothing is copied, and
 * the digests are computed once, so that the load costs the client little. Immutable; safe on any thread.
 */
final class Body {
    private final byte[] block;
    private final int offset;
    private final long size;
    private final String md5;
    private final String sha256;

    /**
     * @param block random; not changed afterwards
     * @param offset where in {@code block} the body begins
     * @param size bytes
     */
    Body(byte[] block, int offset, long size) {
        this.block = block;
        this.offset = offset;
        this.size = size;
        MessageDigest md5Digest = digest("MD5");
        MessageDigest sha256Digest = digest("SHA-256");
        long position = 0;
        while (position < size) {
            int start = at(position);
            int length = (int) Math.min(block.length - start, size - position);
            md5Digest.update(block, start, length);
            sha256Digest.update(block, start, length);
            position += length;
        }
        this.md5 = HexFormat.of().formatHex(md5Digest.digest());
        this.sha256 = HexFormat.of().formatHex(sha256Digest.digest());
    }

    long size() {
        return size;
    }

    /** In hexadecimal, as an entity tag without quotes. */
    String md5() {
        return md5;
    }

    /** In hexadecimal, as {@code x-amz-content-sha256}. */
    String sha256() {
        return sha256;
    }

    void writeTo(OutputStream out) throws IOException {
        long position = 0;
        while (position < size) {
            int start = at(position);
            int length = (int) Math.min(block.length - start, size - position);
            out.write(block, start, length);
            position += length;
        }
    }

    /** Whether these bytes are those of the body from {@code position} on. */
    boolean matches(long position, byte[] bytes, int start, int length) {
        if (position + length > size) {
            return false;
        }
        int compared = 0;
        while (compared < length) {
            int from = at(position + compared);
            int now = Math.min(block.length - from, length - compared);
            if (!Arrays.equals(block, from, from + now, bytes, start + compared, start + compared + now)) {
                return false;
            }
            compared += now;
        }
        return true;
    }

    private int at(long position) {
        return (int) ((offset + position) % block.length);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks " + algorithm, e);
        }
    }
}
