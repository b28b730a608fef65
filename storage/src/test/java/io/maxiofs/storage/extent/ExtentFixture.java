package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.file.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store of extents and what tests do with it again and again. */
final class ExtentFixture implements AutoCloseable {
    static final int FRAME = ExtentFormat.FRAME_BYTES;

    /** Nothing in the background and short file slices, so that several are needed. */
    static final ExtentConfig FILE_SLICES = new ExtentConfig(2 * FRAME, 16, FRAME, 0, 0, false);

    static final ExtentConfig MEMORY_SLICES = new ExtentConfig(2 * FRAME, 16, 0, 0, 0, false);

    final ExtentStore store;
    final ExtentFiles files;
    final DataKey key = DataKey.generate(new SecureRandom());

    ExtentFixture(Disk disk, Path directory, ExtentConfig config) {
        this(disk, directory, config, 0);
    }

    ExtentFixture(Disk disk, Path directory, ExtentConfig config, long lastId) {
        store = new ExtentStore(disk, directory, new AtomicLong(lastId)::incrementAndGet, config);
        files = new ExtentFiles(disk, directory);
    }

    static byte[] body(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    @Nullable DataKey keyIf(boolean encrypted) {
        return encrypted ? key : null;
    }

    ExtentRef write(byte[] body, boolean encrypted) {
        return write(body, encrypted, body.length);
    }

    /** Writes in pieces of {@code pieceBytes}. */
    ExtentRef write(byte[] body, boolean encrypted, int pieceBytes) {
        try (ExtentWriter writer = store.create(keyIf(encrypted), body.length)) {
            for (int at = 0; at < body.length; at += pieceBytes) {
                writer.write(ByteBuffer.wrap(body, at, Math.min(pieceBytes, body.length - at)));
            }
            return writer.finish();
        }
    }

    byte[] read(ExtentRef ref, boolean encrypted) {
        return read(store, ref, keyIf(encrypted));
    }

    static byte[] read(ExtentStore store, ExtentRef ref, @Nullable DataKey key) {
        try (ExtentReader reader = store.open(ref, key)) {
            return readAll(reader);
        }
    }

    static byte[] readAll(ExtentReader reader) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WritableByteChannel channel = Channels.newChannel(out);
        try {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                long length = slice.length();
                long sent = switch (slice) {
                    case BodyReader.Memory memory -> channel.write(memory.bytes());
                    case BodyReader.File file -> file.channel().transferTo(file.position(), length, channel);
                };
                if (sent != length || length == 0) {
                    throw new AssertionError("A slice of " + length + " bytes gave " + sent);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Every buffer that was taken has been given back. */
    void assertNoBufferIsHeld() {
        if (store.buffers().bytesInUse() != 0) {
            throw new AssertionError(store.buffers().bytesInUse() + " bytes of buffers are held");
        }
    }

    List<Long> idsOnDisk() {
        List<Long> ids = new ArrayList<>();
        store.forEachId(ids::add);
        return ids;
    }

    @Override
    public void close() {
        store.close();
        assertNoBufferIsHeld();
    }
}
