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
        ByteSource plain = new Plain();
        while (plain.read(buffer.clear()) >= 0) {
            sink.accept(buffer.flip());
        }
    }

    @Override
    public ByteSource source() {
        if (started) {
            throw new IllegalStateException("The body has been read already");
        }
        if (framing.payload().isChunked()) {
            throw notToBePulled();
        }
        started = true;
        return new Plain();
    }

    static S3Exception notToBePulled() {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "The body of this request must not be sent in chunks.")
                .with("Header", "x-amz-content-sha256");
    }

    /** The body as it is; its length and hash are verified before its end is told. */
    private final class Plain implements ByteSource {
        private final Payload.@Nullable Literal literal = framing.payload() instanceof Payload.Literal l ? l : null;
        private final @Nullable MessageDigest digest = literal == null ? null : Sha256.newDigest();
        private long total;

        @Override
        public int read(ByteBuffer destination) {
            long left = framing.rawLength() < 0 ? Long.MAX_VALUE : framing.rawLength() - total;
            if (left == 0) {
                return end();
            }
            int start = destination.position();
            int limit = destination.limit();
            destination.limit((int) Math.min(limit, start + left));
            int read = source.read(destination);
            destination.limit(limit);
            if (read < 0) {
                return end();
            }
            total += read;
            if (digest != null) {
                digest.update(destination.array(), destination.arrayOffset() + start, read);
            }
            return read;
        }

        private int end() {
            if (total < framing.rawLength()) {
                throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
            }
            checkHash(literal, digest);
            return -1;
        }
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
