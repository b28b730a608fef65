package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.digest.BodyDigests;
import io.maxiofs.storage.digest.DigestPipeline;
import io.maxiofs.storage.digest.DigestValues;
import io.maxiofs.storage.digest.DigestWorkers;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.extent.ExtentWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Keeps a body in memory while it is small, and moves to an extent when it is not. */
final class StagingWriter implements BodyWriter {
    private static final int FIRST_BUFFER = 8 * 1024;

    private final BodySpec spec;
    private final ExtentStore extents;
    private final BodyKeys keys;
    private final boolean encrypted;
    private final int inlineLimit;
    private final DigestPipeline pipeline;
    private byte[] buffer;
    private int buffered;
    private long size;
    private @Nullable ExtentWriter extent;
    private @Nullable DataKey extentKey;
    private boolean ended;

    StagingWriter(
            BodySpec spec,
            ExtentStore extents,
            BodyKeys keys,
            DigestWorkers digests,
            boolean encrypted,
            int inlineLimit) {
        this.spec = spec;
        this.extents = extents;
        this.keys = keys;
        this.encrypted = encrypted;
        this.inlineLimit = spec.part() ? 0 : inlineLimit;
        this.pipeline = digests.start(new BodyDigests(spec.md5(), spec.checksums()), this::take);
        long expected = spec.expectedSize().orElse(FIRST_BUFFER);
        this.buffer = new byte[(int) Math.max(0, Math.min(expected, this.inlineLimit))];
    }

    @Override
    public void write(ByteBuffer bytes) {
        size += bytes.remaining();
        pipeline.write(bytes);
    }

    /** Where the pipeline sends the bytes. */
    private void take(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (extent == null && buffered + length <= inlineLimit) {
            if (buffer.length < buffered + length) {
                buffer = Arrays.copyOf(buffer, Math.min(inlineLimit, Math.max(buffered + length, buffer.length * 2)));
            }
            bytes.get(buffer, buffered, length);
            buffered += length;
        } else if (length > 0) {
            extent().write(bytes);
        }
    }

    private ExtentWriter extent() {
        ExtentWriter open = extent;
        if (open == null) {
            DataKey key = encrypted ? keys.newKey() : null;
            open = extents.create(key, spec.expectedSize().orElse(-1));
            extent = open;
            extentKey = key;
            open.write(ByteBuffer.wrap(buffer, 0, buffered));
            buffer = new byte[0];
            buffered = 0;
        }
        return open;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public StagedBody finish() {
        DigestValues digests = pipeline.finish();
        ExtentWriter open = extent;
        Staged staged = open == null ? inline(digests) : extent(open, digests);
        ended = true;
        return staged;
    }

    private Staged extent(ExtentWriter open, DigestValues digests) {
        DataKey key = extentKey;
        // Wrapped before the extent is finished: if that fails, close() still deletes it.
        WrappedKey wrapped = key == null ? null : keys.wrap(key, open.id(), spec);
        ExtentRef ref = open.finish();
        if (key != null && wrapped != null) {
            ref = ref.withKey(wrapped);
            key.close();
        }
        return new Staged(new StoredBody.Extents(List.of(ref)), size, null, digests, extents);
    }

    private Staged inline(DigestValues digests) {
        if (buffered == 0) {
            return new Staged(StoredBody.EMPTY, 0, null, digests, extents);
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        long identity = keys.newIdentity();
        WrappedKey wrapped = null;
        if (encrypted) {
            try (DataKey key = keys.newKey()) {
                bytes = new FrameCipher(key, identity).encryptBody(bytes);
                wrapped = keys.wrap(key, identity, spec);
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        int checksum = (int) crc.getValue();
        StoredBody stored = new StoredBody.Inline(identity, bytes.remaining(), checksum, wrapped);
        return new Staged(stored, size, new Decision.InlineBytes(bytes, checksum), digests, extents);
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            pipeline.close();
            if (extent != null) {
                extent.close();
            }
            if (extentKey != null) {
                extentKey.close();
            }
        }
    }
}
