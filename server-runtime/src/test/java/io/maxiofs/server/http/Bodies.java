package io.maxiofs.server.http;

import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.storage.api.BodyReader;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stored bodies for tests. */
final class Bodies {
    private Bodies() {}

    /** Counts how often it was closed. */
    static final class Reader implements BodyReader {
        final AtomicInteger closed = new AtomicInteger();
        private final Iterator<Supplier<Slice>> slices;
        private final long length;

        Reader(long length, List<Supplier<Slice>> slices) {
            this.length = length;
            this.slices = slices.iterator();
        }

        @Override
        public @Nullable Slice next() {
            return slices.hasNext() ? slices.next().get() : null;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** {@code piece} so many times. */
    static Reader memory(byte[] piece, int times) {
        Supplier<BodyReader.Slice> slice = () -> new BodyReader.Memory(ByteBuffer.wrap(piece));
        return of((long) piece.length * times, Collections.nCopies(times, slice));
    }

    static Reader of(long length, List<Supplier<BodyReader.Slice>> slices) {
        return new Reader(length, slices);
    }

    static S3Response stored(int status, Reader reader) {
        return new S3Response(status, Map.of(), new S3Response.Stored(reader, reader.length));
    }
}
