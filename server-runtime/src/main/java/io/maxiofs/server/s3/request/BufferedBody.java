package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A body that is in memory and verified.
 *
 * @param bytes the body without framing; handed out as duplicates
 */
record BufferedBody(ByteBuffer bytes, Set<ChecksumAlgorithm> announcedTrailers, Map<ChecksumAlgorithm, String> trailers)
        implements RequestBody {

    /** As {@link BodyFraming#decode}. */
    static BufferedBody decode(BodyFraming framing, ByteBuffer raw) {
        if (framing.payload().isChunked()) {
            return decodeChunks(framing, raw);
        }
        if (framing.rawLength() >= 0 && raw.remaining() != framing.rawLength()) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        if (framing.payload() instanceof Payload.Literal literal) {
            MessageDigest digest = Sha256.newDigest();
            digest.update(raw.array(), raw.arrayOffset() + raw.position(), raw.remaining());
            StreamedBody.checkHash(literal, digest);
        }
        return new BufferedBody(raw, framing.announcedTrailers(), Map.of());
    }

    private static BufferedBody decodeChunks(BodyFraming framing, ByteBuffer raw) {
        // Bounded by what has been received, whatever length was announced.
        int announced = (int) Math.min(framing.length().orElse(0), raw.remaining());
        ByteBuffer decoded = ByteBuffer.allocate(announced);
        ByteBuffer window = ByteBuffer.allocate(Math.min(raw.remaining(), 16_384) + AwsChunkedReader.MAX_LINE_BYTES);
        AwsChunkedReader reader = new AwsChunkedReader(
                framing,
                destination -> {
                    int count = Math.min(destination.remaining(), raw.remaining());
                    if (count == 0) {
                        return -1;
                    }
                    destination.put(raw.slice(raw.position(), count));
                    raw.position(raw.position() + count);
                    return count;
                },
                window);
        reader.read(decoded::put);
        return new BufferedBody(decoded.flip(), framing.announcedTrailers(), Map.copyOf(reader.trailers()));
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.remaining());
    }

    @Override
    public Optional<ByteBuffer> buffered() {
        return Optional.of(bytes.duplicate());
    }

    @Override
    public void forEachChunk(ChunkSink sink) {
        if (bytes.hasRemaining()) {
            sink.accept(bytes.duplicate());
        }
    }

    @Override
    public byte[] readAll(int maxBytes) {
        if (bytes.remaining() > maxBytes) {
            throw StreamedBody.tooLong(maxBytes);
        }
        byte[] all = new byte[bytes.remaining()];
        bytes.duplicate().get(all);
        return all;
    }
}
