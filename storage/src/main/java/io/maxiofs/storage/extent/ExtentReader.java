package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.extent.ExtentFormat.Layout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of an extent. Every frame the range touches is verified before a byte of it is handed out; the extent
 * stays on disk until the reader is closed, whatever is deleted meanwhile. Used by one thread at a time.
 */
public final class ExtentReader implements BodyReader {
    private final ExtentStore store;
    private final ExtentRef ref;
    private final FrameSource source;
    private final @Nullable FrameCipher cipher;
    private final ByteBuffer stored;
    private final @Nullable ByteBuffer plain;
    private long position;
    private boolean closed;

    ExtentReader(ExtentStore store, ExtentRef ref, FrameSource source, @Nullable FrameCipher cipher) {
        this.store = store;
        this.ref = ref;
        this.source = source;
        this.cipher = cipher;
        this.position = ref.range().offset();
        long useful = framesOf(ref.range().length()) * source.layout().storedFrameBytes();
        this.stored = store.buffers().take(useful);
        this.plain = cipher == null ? null : store.buffers().take(useful);
    }

    /**
     * @throws CorruptDataException if a frame fails its checksum or the file has become shorter
     * @throws io.maxiofs.storage.api.DecryptionException if a frame passes its checksum but is not authentic
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    @Override
    public @Nullable Slice next() {
        if (closed) {
            throw new IllegalStateException("The reader is closed");
        }
        long left = ref.range().end() - position;
        if (left == 0) {
            return null;
        }
        if (cipher != null && plain != null) {
            return decrypted(cipher, plain);
        }
        if (store.config().fileSliceBytes() == 0 || framesOf(left) <= framesPerBuffer()) {
            return fromMemory();
        }
        return source.channel().<Slice>map(this::fromFile).orElseGet(this::fromMemory);
    }

    private long framesOf(long bytes) {
        return (position + bytes - 1) / ExtentFormat.FRAME_BYTES - position / ExtentFormat.FRAME_BYTES + 1;
    }

    private int framesPerBuffer() {
        int bytes = plain == null ? stored.capacity() : Math.min(stored.capacity(), plain.capacity());
        return bytes / source.layout().storedFrameBytes();
    }

    private Slice fromMemory() {
        long first = position / ExtentFormat.FRAME_BYTES;
        int frames = (int) Math.min(framesPerBuffer(), framesOf(ref.range().end() - position));
        source.readVerified(first, frames, stored);
        return memory(stored, first, frames);
    }

    /** The bytes of the range out of whole frames of plaintext that start with {@code first}. */
    private Slice memory(ByteBuffer frames, long first, int count) {
        int skip = (int) (position - first * ExtentFormat.FRAME_BYTES);
        long end = Math.min(ref.range().end(), (first + count) * ExtentFormat.FRAME_BYTES);
        int length = (int) (end - position);
        position = end;
        return new Memory(frames.slice(skip, length).asReadOnlyBuffer());
    }

    private Slice fromFile(FileChannel channel) {
        long start = position;
        long end =
                Math.min(ref.range().end(), alignedDown(start) + store.config().fileSliceBytes());
        long first = start / ExtentFormat.FRAME_BYTES;
        long behind = (end - 1) / ExtentFormat.FRAME_BYTES + 1;
        for (long frame = first; frame < behind; ) {
            int count = (int) Math.min(framesPerBuffer(), behind - frame);
            source.readVerified(frame, count, stored);
            frame += count;
        }
        position = end;
        return new File(channel, start, end - start);
    }

    private static long alignedDown(long offset) {
        return offset - offset % ExtentFormat.FRAME_BYTES;
    }

    private Slice decrypted(FrameCipher with, ByteBuffer target) {
        Layout layout = source.layout();
        long first = position / ExtentFormat.FRAME_BYTES;
        int frames = (int) Math.min(framesPerBuffer(), framesOf(ref.range().end() - position));
        source.readVerified(first, frames, stored);
        target.clear();
        int at = 0;
        for (long frame = first; frame < first + frames; frame++) {
            int bytes = layout.storedBytes(frame);
            with.decrypt(frame, layout.isLast(frame), stored.slice(at, bytes), target);
            at += bytes;
        }
        return memory(target.flip(), first, frames);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            store.buffers().giveBack(stored);
            if (plain != null) {
                store.buffers().giveBack(plain);
            }
            store.release(ref.extentId(), source);
        }
    }
}
