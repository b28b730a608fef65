package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The file of a form as the body of an upload. Its length is enforced while it arrives, before anything is written. */
final class FormFile implements RequestBody {
    private final FormReader reader;
    private final LengthRange allowed;

    /** Bytes a file may have, both ends included. */
    record LengthRange(long minimum, long maximum) {
        static final LengthRange ANY = new LengthRange(0, Long.MAX_VALUE);
    }

    FormFile(FormReader reader, LengthRange allowed) {
        this.reader = reader;
        this.allowed = allowed;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<ByteBuffer> buffered() {
        return Optional.empty();
    }

    /** @throws S3Exception EntityTooLarge, EntityTooSmall, or whatever the body of the form has wrong */
    @Override
    public void forEachChunk(ChunkSink sink) {
        long total = 0;
        for (ByteBuffer piece = reader.nextPiece(); piece != null; piece = reader.nextPiece()) {
            total += piece.remaining();
            if (total > allowed.maximum()) {
                throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
                        .with("ProposedSize", Long.toString(total))
                        .with("MaxSizeAllowed", Long.toString(allowed.maximum()));
            }
            sink.accept(piece);
        }
        reader.finish();
        if (total < allowed.minimum()) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL)
                    .with("ProposedSize", Long.toString(total))
                    .with("MinSizeAllowed", Long.toString(allowed.minimum()));
        }
    }

    @Override
    public byte[] readAll(int maxBytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        forEachChunk(chunk -> {
            if (all.size() + chunk.remaining() > maxBytes) {
                throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                        .with("MaxMessageLengthBytes", Integer.toString(maxBytes));
            }
            byte[] piece = new byte[chunk.remaining()];
            chunk.get(piece);
            all.writeBytes(piece);
        });
        return all.toByteArray();
    }

    @Override
    public Set<ChecksumAlgorithm> announcedTrailers() {
        return Set.of();
    }

    @Override
    public Map<ChecksumAlgorithm, String> trailers() {
        return Map.of();
    }
}
