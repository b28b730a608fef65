package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.extent.ExtentFormat.Layout;
import io.maxiofs.storage.extent.VerifyResult.Damage;
import io.maxiofs.storage.extent.VerifyResult.Kind;
import io.maxiofs.storage.model.ByteRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one extent from its first frame to its last. */
final class ExtentVerification {
    private static final Logger LOG = LoggerFactory.getLogger(ExtentVerification.class);

    private final LongConsumer pace;
    private final List<Damage> damages = new ArrayList<>();
    private long firstBad = -1;

    private ExtentVerification(LongConsumer pace) {
        this.pace = pace;
    }

    /** Verifies an extent of a store. */
    static VerifyResult of(ExtentStore store, long id, LongConsumer pace) {
        FrameSource source;
        try {
            source = store.openFrames(id);
        } catch (CorruptDataException e) {
            Kind kind = store.exists(id) ? Kind.FILE : Kind.MISSING;
            Damage all = new Damage(kind, new ByteRange(0, Long.MAX_VALUE), String.valueOf(e.getMessage()));
            return new VerifyResult(id, 0, List.of(all));
        }
        ByteBuffer buffer = store.buffers().take();
        try {
            return of(id, source, buffer, pace);
        } finally {
            store.buffers().giveBack(buffer);
            store.release(id, source);
        }
    }

    /** Verifies an open file. */
    static VerifyResult of(long id, FrameSource source, ByteBuffer buffer, LongConsumer pace) {
        ExtentVerification verification = new ExtentVerification(pace);
        verification.verifyFrames(source, source.layout(), buffer);
        if (!source.isTrailerIntact()) {
            verification.damages.add(new Damage(Kind.TRAILER, new ByteRange(0, 0), "the list of checksums is damaged"));
        }
        return new VerifyResult(id, source.layout().fileBytes(), verification.damages);
    }

    private void verifyFrames(FrameSource source, Layout layout, ByteBuffer buffer) {
        int perBuffer = buffer.capacity() / layout.storedFrameBytes();
        long frame = 0;
        while (frame < layout.frames()) {
            int count = (int) Math.min(perBuffer, layout.frames() - frame);
            long bad = firstBad(source, frame, count, buffer);
            pace.accept((bad < 0 ? count : bad + 1 - frame) * layout.storedFrameBytes());
            if (bad != frame) {
                endDamage(layout, frame);
            }
            if (bad < 0) {
                frame += count;
            } else {
                if (firstBad < 0) {
                    firstBad = bad;
                }
                frame = bad + 1;
            }
        }
        endDamage(layout, layout.frames());
    }

    /** The first bad frame, or -1. A frame the disk cannot read is as bad as one that fails its checksum. */
    private static long firstBad(FrameSource source, long first, int count, ByteBuffer buffer) {
        try {
            return source.readAndFindBad(first, count, buffer);
        } catch (CorruptDataException e) {
            for (long frame = first; frame < first + count; frame++) {
                if (count == 1 || firstBad(source, frame, 1, buffer) == frame) {
                    LOG.warn("Frame {} cannot be read", frame, e);
                    return frame;
                }
            }
            return -1;
        }
    }

    /** A run of bad frames ends before {@code frame}. */
    private void endDamage(Layout layout, long frame) {
        if (firstBad >= 0) {
            boolean full = damages.size() == VerifyResult.MAX_DAMAGES - 1;
            long end = full
                    ? layout.plaintextBytes()
                    : Math.min(layout.plaintextBytes(), frame * ExtentFormat.FRAME_BYTES);
            long start = Math.min(end, firstBad * ExtentFormat.FRAME_BYTES);
            if (damages.size() < VerifyResult.MAX_DAMAGES) {
                damages.add(new Damage(
                        Kind.FRAMES,
                        new ByteRange(start, end - start),
                        "frames that cannot be read or fail their checksum"));
            }
            firstBad = -1;
        }
    }
}
