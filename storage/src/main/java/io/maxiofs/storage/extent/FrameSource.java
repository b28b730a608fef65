package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.extent.ExtentFormat.Footer;
import io.maxiofs.storage.extent.ExtentFormat.Layout;
import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The frames of one extent file, verified. Reads the file's end once and then as much of the trailer at a time as fits
 * a small buffer. Used by one thread at a time.
 */
final class FrameSource {
    /** Bytes of the file's end read when it is opened: the footer, and the whole trailer up to 62 MiB of body. */
    private static final int TAIL_BYTES = 4 * 1024;

    private final long id;
    private final DataFile file;
    private final DiskFailures failures;
    private final Layout layout;
    private final int trailerCrc;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer scratch = ExtentFormat.newScratch();
    private final ByteBuffer checksums = ByteBuffer.allocate(TAIL_BYTES);
    private long firstChecksum;
    private long checksumCount;

    private FrameSource(long id, DataFile file, DiskFailures failures, Footer footer) {
        this.id = id;
        this.file = file;
        this.failures = failures;
        this.layout = footer.layout();
        this.trailerCrc = footer.trailerCrc();
    }

    /**
     * Reads and checks the end of a file.
     *
     * @throws CorruptDataException if it is not the complete file of extent {@code id}
     */
    static FrameSource open(long id, DataFile file, DiskFailures failures) throws IOException {
        long fileBytes = file.size();
        int tailBytes = (int) Math.min(TAIL_BYTES, fileBytes);
        ByteBuffer tail = ByteBuffer.allocate(tailBytes);
        if (!readFully(file, tail, fileBytes - tailBytes)) {
            throw corrupt(id, "the file became shorter while it was opened");
        }
        Footer footer = footer(id, fileBytes, tail);
        FrameSource source = new FrameSource(id, file, failures, footer);
        source.takeChecksumsFrom(tail, fileBytes - tailBytes);
        return source;
    }

    private static Footer footer(long id, long fileBytes, ByteBuffer tail) {
        if (tail.limit() < ExtentFormat.FOOTER_BYTES) {
            throw corrupt(id, "the file is cut off");
        }
        Footer footer;
        try {
            footer = ExtentFormat.readFooter(tail.duplicate()
                    .position(tail.limit() - ExtentFormat.FOOTER_BYTES)
                    .limit(tail.limit()));
        } catch (ExtentFormat.FormatException e) {
            throw corrupt(id, String.valueOf(e.getMessage()));
        }
        if (footer.extentId() != id) {
            throw corrupt(id, "the file belongs to extent " + ExtentStore.name(footer.extentId()));
        }
        // The first two keep the arithmetic of a forged length from overflowing.
        if (footer.plaintextBytes() < 0
                || footer.plaintextBytes() > fileBytes
                || footer.layout().fileBytes() != fileBytes) {
            throw corrupt(
                    id,
                    "the file has " + fileBytes + " bytes, not "
                            + footer.layout().fileBytes());
        }
        return footer;
    }

    /** Uses the part of the trailer that came with the footer. */
    private void takeChecksumsFrom(ByteBuffer tail, long tailOffset) {
        long trailer = layout.trailerOffset();
        long wholeBytes = layout.footerOffset() - Math.max(trailer, tailOffset);
        int bytes = (int) (wholeBytes - wholeBytes % ExtentFormat.CRC_BYTES);
        checksumCount = bytes / ExtentFormat.CRC_BYTES;
        firstChecksum = layout.frames() - checksumCount;
        int from = tail.limit() - ExtentFormat.FOOTER_BYTES - bytes;
        checksums.clear().put(tail.slice(from, bytes)).flip();
    }

    Layout layout() {
        return layout;
    }

    DataFile file() {
        return file;
    }

    Optional<FileChannel> channel() {
        return file.channel();
    }

    /**
     * Reads frames as they are stored and verifies each.
     *
     * @param target cleared and filled with the frames behind each other, ready to be read
     * @throws CorruptDataException if one of them is not what was written
     */
    void readVerified(long first, int count, ByteBuffer target) {
        long badFrame = readAndFindBad(first, count, target);
        if (badFrame >= 0) {
            throw corrupt(id, "frame " + badFrame + " of " + layout.frames() + " fails its checksum");
        }
    }

    /** As {@link #readVerified}, but returns the first bad frame, or -1. */
    long readAndFindBad(long first, int count, ByteBuffer target) {
        long last = first + count - 1;
        long from = layout.frameOffset(first);
        long behind = layout.frameOffset(last) + layout.storedBytes(last);
        target.clear().limit((int) (behind - from));
        try {
            if (!readFully(file, target, from)) {
                throw corrupt(id, "the file became shorter");
            }
            target.flip();
            int at = 0;
            for (long frame = first; frame <= last; frame++) {
                int bytes = layout.storedBytes(frame);
                ExtentFormat.seed(crc, scratch, id, frame);
                crc.update(target.slice(at, bytes));
                if ((int) crc.getValue() != expected(frame)) {
                    return frame;
                }
                at += bytes;
            }
            return -1;
        } catch (IOException e) {
            throw failures.ofRead("extent " + ExtentStore.name(id) + " cannot be read", e);
        }
    }

    private int expected(long frame) throws IOException {
        if (frame < firstChecksum || frame >= firstChecksum + checksumCount) {
            firstChecksum = frame;
            checksumCount = Math.min(TAIL_BYTES / ExtentFormat.CRC_BYTES, layout.frames() - frame);
            checksums.clear().limit((int) checksumCount * ExtentFormat.CRC_BYTES);
            if (!readFully(file, checksums, layout.trailerOffset() + frame * ExtentFormat.CRC_BYTES)) {
                throw corrupt(id, "the file became shorter");
            }
            checksums.flip();
        }
        return checksums.getInt((int) (frame - firstChecksum) * ExtentFormat.CRC_BYTES);
    }

    /** Whether the list of checksums is as it was written; reads all of it. */
    boolean isTrailerIntact() {
        ByteBuffer chunk = ByteBuffer.allocate(TAIL_BYTES);
        crc.reset();
        try {
            for (long at = layout.trailerOffset(); at < layout.footerOffset(); at += chunk.limit()) {
                chunk.clear().limit((int) Math.min(TAIL_BYTES, layout.footerOffset() - at));
                if (!readFully(file, chunk, at)) {
                    return false;
                }
                crc.update(chunk.flip());
            }
        } catch (IOException e) {
            throw failures.ofRead("extent " + ExtentStore.name(id) + " cannot be read", e);
        }
        return (int) crc.getValue() == trailerCrc;
    }

    /** Returns false if the file ends before {@code target} is full. */
    static boolean readFully(DataFile file, ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int count = file.read(target, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }

    static CorruptDataException corrupt(long id, String why) {
        return new CorruptDataException("Extent " + ExtentStore.name(id) + ": " + why);
    }
}
