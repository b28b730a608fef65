package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body that is read from the connection as its handler asks for it. Used by one thread, read once. */
final class StreamedBody implements RequestBody {
    private final BodyFraming framing;
    private final ByteSource source;
    private final BodyBuffers buffers;
    private Map<ChecksumAlgorithm, String> trailers = Map.of();
    private boolean started;

    StreamedBody(BodyFraming framing, ByteSource source, BodyBuffers buffers) {
        this.framing = framing;
        this.source = source;
        this.buffers = buffers;
    }

    @Override
    public OptionalLong length() {
        return framing.length();
    }

    @Override
    public Optional<ByteBuffer> buffered() {
        return Optional.empty();
    }

    @Override
    public void forEachChunk(ChunkSink sink) {
        if (started) {
            throw new IllegalStateException("The body has been read already");
        }
        started = true;
        ByteBuffer buffer = buffers.take();
        try {
            if (framing.payload().isChunked()) {
                AwsChunkedReader reader = new AwsChunkedReader(framing, source, buffer);
                reader.read(sink);
                trailers = Map.copyOf(reader.trailers());
            } else {
                readPlain(buffer, sink);
            }
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private void readPlain(ByteBuffer buffer, ChunkSink sink) {
        Payload.Literal literal = framing.payload() instanceof Payload.Literal l ? l : null;
        MessageDigest digest = literal == null ? null : Sha256.newDigest();
        long total = 0;
        while (framing.rawLength() < 0 || total < framing.rawLength()) {
            buffer.clear();
            if (framing.rawLength() >= 0) {
                buffer.limit((int) Math.min(buffer.capacity(), framing.rawLength() - total));
            }
            int read = source.read(buffer);
            if (read < 0) {
                break;
            }
            total += read;
            buffer.flip();
            if (digest != null) {
                digest.update(buffer.array(), buffer.arrayOffset(), read);
            }
            sink.accept(buffer);
        }
        if (total < framing.rawLength()) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        checkHash(literal, digest);
    }

    /** @throws S3Exception XAmzContentSHA256Mismatch unless the body has the hash it was announced with */
    static void checkHash(Payload.@Nullable Literal announced, @Nullable MessageDigest digest) {
        if (announced == null || digest == null) {
            return;
        }
        byte[] computed = digest.digest();
        if (!MessageDigest.isEqual(computed, announced.sha256())) {
            throw new S3Exception(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
                    .with("ClientComputedContentSHA256", HexFormat.of().formatHex(announced.sha256()))
                    .with("S3ComputedContentSHA256", HexFormat.of().formatHex(computed));
        }
    }

    @Override
    public byte[] readAll(int maxBytes) {
        if (framing.length().orElse(0) > maxBytes) {
            throw tooLong(maxBytes);
        }
        ByteArrayOutputStream all =
                new ByteArrayOutputStream((int) Math.max(framing.length().orElse(512), 32));
        forEachChunk(chunk -> {
            if (all.size() + chunk.remaining() > maxBytes) {
                throw tooLong(maxBytes);
            }
            byte[] piece = new byte[chunk.remaining()];
            chunk.get(piece);
            all.writeBytes(piece);
        });
        return all.toByteArray();
    }

    static S3Exception tooLong(int maxBytes) {
        return new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                .with("MaxMessageLengthBytes", Integer.toString(maxBytes));
    }

    @Override
    public Set<ChecksumAlgorithm> announcedTrailers() {
        return framing.announcedTrailers();
    }

    @Override
    public Map<ChecksumAlgorithm, String> trailers() {
        return trailers;
    }
}
