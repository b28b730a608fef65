package io.maxiofs.server.s3.operation.caller;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A body that is known beforehand.
 *
 * @param streamed whether it comes in pieces, as a large one does
 * @param failing whether the connection breaks before the end; only if streamed
 */
public record MemoryBody(byte[] bytes, Map<ChecksumAlgorithm, String> trailers, boolean streamed, boolean failing)
        implements RequestBody {
    private static final int PIECE = 1000;

    public static MemoryBody of(byte[] bytes) {
        return new MemoryBody(bytes, Map.of(), false, false);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public Optional<ByteBuffer> buffered() {
        return streamed ? Optional.empty() : Optional.of(ByteBuffer.wrap(bytes));
    }

    @Override
    public void forEachChunk(ChunkSink sink) {
        int end = failing ? bytes.length / 2 : bytes.length;
        for (int at = 0; at < end; at += PIECE) {
            sink.accept(ByteBuffer.wrap(bytes, at, Math.min(PIECE, end - at)));
        }
        if (failing) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
    }

    @Override
    public byte[] readAll(int maxBytes) {
        if (bytes.length > maxBytes) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
        }
        return bytes.clone();
    }

    @Override
    public Set<ChecksumAlgorithm> announcedTrailers() {
        return trailers.keySet();
    }
}
