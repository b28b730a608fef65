package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.extent.ExtentFormat.Footer;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one extent from its first byte to its last. Memory is bounded: a buffer or two, and four bytes for each 64 KiB
 * written. Used by one thread at a time.
 */
public final class ExtentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtentWriter.class);

    private final ExtentStore store;
    private final long id;
    private final boolean nameIsDurable;
    private final DataFile file;
    private final WriteBehind behind;
    private final FileAppender appender;
    private final FrameChecksums checksums;
    private final @Nullable FrameCipher cipher;
    /** Of the pool; null if nothing is encrypted. */
    private final @Nullable ByteBuffer frameBuffer;

    private final @Nullable ByteBuffer frame;
    private long size;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        FINISHED,
        CLOSED
    }

    ExtentWriter(ExtentStore store, long id, boolean nameIsDurable, DataFile file, @Nullable DataKey key) {
        this.store = store;
        this.id = id;
        this.nameIsDurable = nameIsDurable;
        this.file = file;
        this.behind = new WriteBehind(file, store.forces(), store.config().writeBehindBytes());
        this.checksums = new FrameChecksums(id);
        // First what may fail: a buffer that was taken has to be given back.
        this.cipher = key == null ? null : new FrameCipher(key, id);
        this.appender = new FileAppender(file, behind, store.buffers());
        this.frameBuffer = key == null ? null : store.buffers().take(ExtentFormat.FRAME_BYTES);
        this.frame = frameBuffer == null ? null : frameBuffer.slice(0, ExtentFormat.FRAME_BYTES);
    }

    /** Id of the extent; what its key is to be wrapped for. */
    public long id() {
        return id;
    }

    /** Bytes of plaintext taken so far. */
    public long size() {
        return size;
    }

    /**
     * Consumes all of {@code bytes}, which the caller may use again afterwards.
     *
     * @throws io.maxiofs.storage.api.StorageFullException if no space is left
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    public void write(ByteBuffer bytes) {
        requireOpen();
        try {
            if (cipher == null || frame == null) {
                writePlain(bytes);
            } else {
                writeEncrypted(cipher, frame, bytes);
            }
        } catch (IOException e) {
            throw failed("extent " + ExtentStore.name(id) + " was not written", e);
        }
    }

    private void writePlain(ByteBuffer bytes) throws IOException {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            int toBoundary = ExtentFormat.FRAME_BYTES - (int) (size % ExtentFormat.FRAME_BYTES);
            int count = Math.min(toBoundary, rest.remaining());
            checksums.update(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            size += count;
            if (count == toBoundary) {
                checksums.endFrame();
            }
        }
        appender.write(bytes);
    }

    /** A full frame is kept back until a further byte shows that it is not the last one. */
    private void writeEncrypted(FrameCipher with, ByteBuffer held, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!held.hasRemaining()) {
                appendFrame(with, held.flip(), false);
                held.clear();
            }
            if (held.position() == 0 && bytes.remaining() > ExtentFormat.FRAME_BYTES) {
                ByteBuffer direct = bytes.slice(bytes.position(), ExtentFormat.FRAME_BYTES);
                bytes.position(bytes.position() + ExtentFormat.FRAME_BYTES);
                size += ExtentFormat.FRAME_BYTES;
                appendFrame(with, direct, false);
            } else {
                int count = Math.min(held.remaining(), bytes.remaining());
                held.put(held.position(), bytes, bytes.position(), count);
                held.position(held.position() + count);
                bytes.position(bytes.position() + count);
                size += count;
            }
        }
    }

    private void appendFrame(FrameCipher with, ByteBuffer plaintext, boolean last) throws IOException {
        ByteBuffer target = appender.room(plaintext.remaining() + FrameCipher.TAG_BYTES);
        int start = target.position();
        with.encrypt(checksums.count(), last, plaintext, target);
        checksums.update(target.slice(start, target.position() - start));
        checksums.endFrame();
    }

    /**
     * Ends the extent: bytes and name are durable when this returns.
     *
     * @return the whole extent; its key, if it has one, is for the caller to add
     * @throws io.maxiofs.storage.api.StorageFullException if no space is left
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails; what was written is not taken as
     *     stored then
     */
    public ExtentRef finish() {
        requireOpen();
        try {
            if (cipher != null && frame != null) {
                appendFrame(cipher, frame.flip(), true);
            }
            checksums.endFrame();
            ByteBuffer trailer = checksums.trailer();
            CRC32C trailerCrc = new CRC32C();
            trailerCrc.update(trailer.duplicate());
            appender.write(trailer);
            ByteBuffer footer = ByteBuffer.allocate(ExtentFormat.FOOTER_BYTES);
            ExtentFormat.writeFooter(new Footer(id, size, cipher != null, (int) trailerCrc.getValue()), footer);
            appender.write(footer.flip());
            appender.flush();
            behind.await();
            file.force();
            if (!nameIsDurable) {
                store.makeNameDurable(id);
            }
            file.close();
        } catch (IOException e) {
            throw failed("extent " + ExtentStore.name(id) + " was not made durable", e);
        }
        state = State.FINISHED;
        releaseBuffers();
        store.writerFinished(id);
        return new ExtentRef(id, ByteRange.all(size), size, null);
    }

    /** Deletes what was written unless {@link #finish()} succeeded. Never throws. */
    @Override
    public void close() {
        if (state == State.OPEN || state == State.FAILED) {
            state = State.CLOSED;
            releaseBuffers();
            awaitForce();
            store.abandon(id, file);
        }
    }

    private void releaseBuffers() {
        appender.release();
        if (frameBuffer != null) {
            store.buffers().giveBack(frameBuffer);
        }
    }

    /** A file must not be closed under a thread that forces it. What the force says does not matter any more. */
    private void awaitForce() {
        try {
            behind.await();
        } catch (IOException e) {
            LOG.debug("Extent {} is discarded and could not be forced either", ExtentStore.name(id), e);
        }
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("The extent is " + state);
        }
    }

    private StorageException failed(String what, IOException e) {
        state = State.FAILED;
        return store.failures().ofWrite(what, e);
    }
}
