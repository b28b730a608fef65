package io.maxiofs.server.s3.request;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.Set;

/** Reads bodies in aws-chunked framing, for tests of other packages. */
public final class ChunkedBodies {
    private ChunkedBodies() {}

    /**
     * Takes the framing off a body of unsigned chunks with a trailer.
     *
     * @param length of the content, as announced
     */
    public static void read(byte[] raw, long length) {
        ByteBuffer left = ByteBuffer.wrap(raw);
        ByteSource source = destination -> {
            int count = Math.min(destination.remaining(), left.remaining());
            if (count == 0) {
                return -1;
            }
            destination.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        };
        RequestBody body = new BodyFraming(
                        new Payload.UnsignedChunks(),
                        raw.length,
                        OptionalLong.of(length),
                        Set.of(ChecksumAlgorithm.CRC32))
                .stream(source, new BodyBuffers(256, 1));
        body.forEachChunk(chunk -> {});
        body.trailers();
    }
}
