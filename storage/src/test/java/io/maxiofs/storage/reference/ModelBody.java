package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The bytes of a body, and the client's key they may only be read with. */
final class ModelBody {
    private static final int SLICE_BYTES = 64 * 1024;

    private final byte[] bytes;
    private final byte @Nullable [] customerKey;

    ModelBody(byte[] bytes, byte @Nullable [] customerKey) {
        this.bytes = bytes;
        this.customerKey = customerKey == null ? null : customerKey.clone();
    }

    byte[] bytes() {
        return bytes;
    }

    byte @Nullable [] customerKey() {
        return customerKey;
    }

    byte[] read(ByteRange range, byte @Nullable [] key) {
        if (range.end() > bytes.length) {
            throw new IllegalArgumentException("Range " + range + " leaves a body of " + bytes.length + " bytes");
        }
        if (!Arrays.equals(customerKey, key)) {
            throw new DecryptionException("Not the key the body was written with");
        }
        return Arrays.copyOfRange(bytes, (int) range.offset(), (int) range.end());
    }

    BodyReader open(ByteRange range, byte @Nullable [] key) {
        return new Reader(read(range, key));
    }

    /** Hands out the bytes in slices, so that callers meet more than one. */
    private static final class Reader implements BodyReader {
        private final byte[] content;
        private int position;

        Reader(byte[] content) {
            this.content = content;
        }

        @Override
        public @Nullable Slice next() {
            if (position == content.length) {
                return null;
            }
            int length = Math.min(SLICE_BYTES, content.length - position);
            ByteBuffer slice = ByteBuffer.wrap(content, position, length).slice();
            position += length;
            return new Memory(slice);
        }

        @Override
        public void close() {
            position = content.length;
        }
    }

    /** Collects a body. */
    static final class Writer implements BodyWriter {
        private final BodySpec spec;
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private boolean ended;

        Writer(BodySpec spec) {
            this.spec = spec;
        }

        @Override
        public void write(ByteBuffer bytes) {
            requireOpen();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            collected.writeBytes(copy);
        }

        @Override
        public long size() {
            return collected.size();
        }

        @Override
        public StagedBody finish() {
            requireOpen();
            ended = true;
            return new Staged(new ModelBody(collected.toByteArray(), spec.customerKey()), spec, spec.md5());
        }

        @Override
        public void close() {
            ended = true;
        }

        private void requireOpen() {
            if (ended) {
                throw new IllegalStateException("The body has ended");
            }
        }
    }

    /** A body without a name. */
    static final class Staged implements StagedBody {
        private final ModelBody body;
        private final BodySpec spec;
        private final boolean md5;
        private final AtomicBoolean gone = new AtomicBoolean();

        Staged(ModelBody body, BodySpec spec, boolean md5) {
            this.body = body;
            this.spec = spec;
            this.md5 = md5;
        }

        @Override
        public long size() {
            return body.bytes.length;
        }

        @Override
        public Optional<byte[]> md5() {
            return md5 ? Optional.of(ModelDigests.md5(body.bytes)) : Optional.empty();
        }

        @Override
        public Optional<Checksum> checksum(ChecksumAlgorithm algorithm) {
            return spec.checksums().contains(algorithm)
                    ? Optional.of(ModelDigests.checksum(algorithm, body.bytes))
                    : Optional.empty();
        }

        @Override
        public void close() {
            gone.set(true);
        }

        /** Hands the body over, once. */
        static ModelBody take(StagedBody staged) {
            if (!(staged instanceof Staged mine)) {
                throw new IllegalArgumentException("A body of another store");
            }
            if (mine.gone.getAndSet(true)) {
                throw new IllegalStateException("The body was handed over or closed already");
            }
            return mine.body;
        }
    }
}
