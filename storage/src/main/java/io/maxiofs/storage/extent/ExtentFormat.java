package io.maxiofs.storage.extent;

import io.maxiofs.storage.crypto.FrameCipher;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Layout of an extent file, big endian:
 *
 * <pre>
 * frames   plaintext, or ciphertext and tag of each frame
 * trailer  CRC32C of each stored frame (4 bytes each), seeded with extent id and frame number
 * footer   magic (8) version (2) flags (2) frame size (4) extent id (8) plaintext bytes (8)
 *          CRC32C of the trailer (4) CRC32C of the footer so far (4)
 * </pre>
 */
final class ExtentFormat {
    /** Plaintext bytes of every frame but the last. */
    static final int FRAME_BYTES = FrameCipher.FRAME_BYTES;

    static final int CRC_BYTES = 4;
    static final int FOOTER_BYTES = 40;

    private static final long MAGIC = 0x4d584f455854454eL; // "MXOEXTEN"
    private static final short VERSION = 1;
    private static final short FLAG_ENCRYPTED = 1;

    private ExtentFormat() {}

    /**
     * Where things are in a file.
     *
     * @param plaintextBytes of the whole extent
     */
    record Layout(long plaintextBytes, boolean encrypted) {
        long frames() {
            return encrypted
                    ? FrameCipher.frameCount(plaintextBytes)
                    : (plaintextBytes + FRAME_BYTES - 1) / FRAME_BYTES;
        }

        /** Most bytes a frame takes on disk. */
        int storedFrameBytes() {
            return encrypted ? FRAME_BYTES + FrameCipher.TAG_BYTES : FRAME_BYTES;
        }

        /** Bytes {@code frame} takes on disk. */
        int storedBytes(long frame) {
            return plainBytes(frame) + storedFrameBytes() - FRAME_BYTES;
        }

        int plainBytes(long frame) {
            return (int) Math.min(FRAME_BYTES, plaintextBytes - frame * FRAME_BYTES);
        }

        long frameOffset(long frame) {
            return frame * storedFrameBytes();
        }

        boolean isLast(long frame) {
            return frame == frames() - 1;
        }

        long trailerOffset() {
            return plaintextBytes + frames() * (storedFrameBytes() - FRAME_BYTES);
        }

        long footerOffset() {
            return trailerOffset() + frames() * CRC_BYTES;
        }

        long fileBytes() {
            return footerOffset() + FOOTER_BYTES;
        }
    }

    /** What a footer says. */
    record Footer(long extentId, long plaintextBytes, boolean encrypted, int trailerCrc) {
        Layout layout() {
            return new Layout(plaintextBytes, encrypted);
        }
    }

    /** A footer is not what was written. */
    static final class FormatException extends Exception {
        FormatException(String message) {
            super(message);
        }
    }

    /** Starts the checksum of a frame: a frame that is not where it belongs fails. */
    static void seed(CRC32C crc, ByteBuffer scratch, long extentId, long frame) {
        crc.reset();
        crc.update(scratch.clear().putLong(extentId).putLong(frame).flip());
    }

    /** A buffer for {@link #seed}. */
    static ByteBuffer newScratch() {
        return ByteBuffer.allocate(2 * Long.BYTES);
    }

    static void writeFooter(Footer footer, ByteBuffer target) {
        int start = target.position();
        target.putLong(MAGIC)
                .putShort(VERSION)
                .putShort(footer.encrypted() ? FLAG_ENCRYPTED : 0)
                .putInt(FRAME_BYTES)
                .putLong(footer.extentId())
                .putLong(footer.plaintextBytes())
                .putInt(footer.trailerCrc());
        target.putInt(crcOf(target.slice(start, FOOTER_BYTES - CRC_BYTES)));
    }

    static Footer readFooter(ByteBuffer source) throws FormatException {
        if (source.remaining() < FOOTER_BYTES) {
            throw new FormatException("its footer is cut off");
        }
        int start = source.position();
        long magic = source.getLong();
        short version = source.getShort();
        short flags = source.getShort();
        int frameBytes = source.getInt();
        Footer footer = new Footer(source.getLong(), source.getLong(), (flags & FLAG_ENCRYPTED) != 0, source.getInt());
        if (magic != MAGIC || source.getInt() != crcOf(source.slice(start, FOOTER_BYTES - CRC_BYTES))) {
            throw new FormatException("its footer is damaged");
        }
        if (version != VERSION || frameBytes != FRAME_BYTES || (flags & ~FLAG_ENCRYPTED) != 0) {
            throw new FormatException("its format " + version + " is not known to this version of the program");
        }
        return footer;
    }

    private static int crcOf(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
