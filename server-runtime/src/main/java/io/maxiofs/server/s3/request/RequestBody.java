package io.maxiofs.server.s3.request;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The body of a request, freed from its framing. Whatever the framing announces (payload hash, chunk signatures,
 * trailers, lengths) is verified on the way: reading to the end without an exception means that all of it was right.
 * Used by one thread.
 */
public interface RequestBody {

    /** Bytes the body will have, if the client says so. */
    OptionalLong length();

    /**
     * The whole body if it is in memory and verified already; then nothing here blocks. Always so for requests without a
     * body.
     */
    Optional<ByteBuffer> buffered();

    /**
     * Hands the body piece by piece to {@code sink}, which must consume each piece at once. Blocks; virtual threads only
     * unless {@link #buffered()}. Sends {@code 100 Continue} first if the client waits for it.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception if the body is not what it claims to be, or stalls
     */
    void forEachChunk(ChunkSink sink);

    /**
     * Reads the whole body into memory, such as an XML document.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception if it has more than {@code maxBytes}, or is not what it claims
     */
    byte[] readAll(int maxBytes);

    /**
     * The body to be pulled by a reader that decides as it goes; instead of the other ways of reading, not beside them.
     * Blocks as they do, and verifies as they do.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception NotImplemented if the body streams in chunks that carry signatures or
     *     trailers
     */
    default ByteSource source() {
        ByteBuffer bytes = buffered().orElseThrow(StreamedBody::notToBePulled);
        return destination -> {
            int count = Math.min(destination.remaining(), bytes.remaining());
            if (count == 0) {
                return -1;
            }
            destination.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        };
    }

    /** Algorithms whose values the client announced to send as trailers. Known before the body is read. */
    Set<ChecksumAlgorithm> announcedTrailers();

    /** Values of checksum trailers, base 64, by algorithm; complete once the body has been read. */
    Map<ChecksumAlgorithm, String> trailers();

    /** Takes pieces of a body. */
    @FunctionalInterface
    interface ChunkSink {
        void accept(ByteBuffer chunk);
    }
}
