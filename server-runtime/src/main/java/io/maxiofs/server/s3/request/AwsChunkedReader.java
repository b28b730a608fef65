package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestBody.ChunkSink;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@code aws-chunked} framing off one body, checking every chunk's signature, the announced length, and that
 * the trailers are the announced ones and well-formed. Memory is one buffer whatever sizes the client names. Used once,
 * by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Chunks and trailers</a>
 */
final class AwsChunkedReader {
    /** Longest line: a chunk's header has about 100 bytes, a trailer about 120. */
    static final int MAX_LINE_BYTES = 1024;

    private static final int MAX_TRAILERS = 16;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final String SIGNATURE = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final BodyFraming framing;
    private final ByteSource source;
    private final ByteBuffer buffer;
    private final @Nullable ChunkVerifier verifier;
    private final MessageDigest digest = Sha256.newDigest();
    private final Map<ChecksumAlgorithm, String> trailers = new EnumMap<>(ChecksumAlgorithm.class);
    private long remaining;

    /** @param buffer empty, at least {@link #MAX_LINE_BYTES} long */
    AwsChunkedReader(BodyFraming framing, ByteSource source, ByteBuffer buffer) {
        this.framing = framing;
        this.source = source;
        this.buffer = buffer.limit(0);
        this.verifier = framing.payload() instanceof Payload.SignedChunks signed ? signed.verifier() : null;
        this.remaining = framing.length().orElseThrow();
    }

    /** Checksum trailers, once the body has been read. */
    Map<ChecksumAlgorithm, String> trailers() {
        return trailers;
    }

    /** @throws S3Exception if anything about the framing is wrong */
    void read(ChunkSink sink) {
        while (true) {
            String header = requireLine();
            long size = chunkSize(header);
            if (size > remaining) {
                throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY, "The body is longer than announced.");
            }
            remaining -= size;
            readData(size, sink);
            checkChunk(header);
            if (size == 0) {
                break;
            }
            if (!requireLine().isEmpty()) {
                throw malformed();
            }
        }
        if (remaining != 0) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        readTrailers();
        if (buffer.hasRemaining() || fill()) {
            throw malformed();
        }
    }

    private long chunkSize(String header) {
        int end = header.indexOf(';');
        String digits = end < 0 ? header : header.substring(0, end);
        if (digits.isEmpty() || digits.length() > MAX_SIZE_DIGITS) {
            throw malformed();
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed();
            }
            size = (size << 4) | digit;
        }
        return size;
    }

    private void readData(long size, ChunkSink sink) {
        long left = size;
        while (left > 0) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
            }
            int piece = (int) Math.min(left, buffer.remaining());
            if (verifier != null) {
                digest.update(buffer.array(), buffer.arrayOffset() + buffer.position(), piece);
            }
            sink.accept(buffer.slice(buffer.position(), piece));
            buffer.position(buffer.position() + piece);
            left -= piece;
        }
    }

    private void checkChunk(String header) {
        if (verifier == null) {
            return;
        }
        int start = header.indexOf(SIGNATURE);
        if (start < 0 || !verifier.verifyChunk(digest.digest(), header.substring(start + SIGNATURE.length()))) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, "A chunk's signature does not match.");
        }
    }

    private void readTrailers() {
        String signature = null;
        boolean sawBlank = false;
        for (int lines = 0; ; lines++) {
            String line = readLine();
            if (line == null) {
                break;
            }
            if (line.isEmpty()) {
                // AWS describes an empty line in front of the trailers' signature; no SDK sends it.
                if (sawBlank || signature != null || trailers.isEmpty() || !awaitsTrailerSignature()) {
                    break;
                }
                sawBlank = true;
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || lines > MAX_TRAILERS || !framing.payload().hasTrailer() || signature != null) {
                throw malformed();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(TRAILER_SIGNATURE)) {
                signature = value;
            } else {
                addTrailer(name, value);
            }
        }
        if (!trailers.keySet().containsAll(framing.announcedTrailers())) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "An announced trailer is missing.");
        }
        checkTrailers(signature);
    }

    private boolean awaitsTrailerSignature() {
        return verifier != null && framing.payload().hasTrailer();
    }

    private void addTrailer(String name, String value) {
        ChecksumAlgorithm algorithm = DigestHeaders.ofHeader(name)
                .filter(framing.announcedTrailers()::contains)
                .orElseThrow(() ->
                        new S3Exception(S3ErrorCode.INVALID_REQUEST, "A trailer was not announced in x-amz-trailer."));
        if (!DigestHeaders.isBase64(value, algorithm.byteLength())) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for " + name + " trailing header is invalid.");
        }
        if (trailers.put(algorithm, value) != null) {
            throw malformed();
        }
        digest.update((name + ':' + value + '\n').getBytes(StandardCharsets.ISO_8859_1));
    }

    private void checkTrailers(@Nullable String signature) {
        if (verifier == null || !framing.payload().hasTrailer()) {
            return;
        }
        if (signature == null || !verifier.verifyTrailers(digest.digest(), signature)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, "The trailers' signature does not match.");
        }
    }

    private String requireLine() {
        String line = readLine();
        if (line == null) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        return line;
    }

    /** The next line without its end; null at the end of the body. */
    private @Nullable String readLine() {
        int scanned = 0;
        while (true) {
            for (int i = buffer.position() + scanned; i < buffer.limit(); i++) {
                if (buffer.get(i) == '\n') {
                    int end = i > buffer.position() && buffer.get(i - 1) == '\r' ? i - 1 : i;
                    String line = new String(
                            buffer.array(),
                            buffer.arrayOffset() + buffer.position(),
                            end - buffer.position(),
                            StandardCharsets.ISO_8859_1);
                    buffer.position(i + 1);
                    return line;
                }
            }
            scanned = buffer.remaining();
            if (scanned > MAX_LINE_BYTES) {
                throw malformed();
            }
            if (!fill()) {
                if (buffer.hasRemaining()) {
                    throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
                }
                return null;
            }
        }
    }

    /** Reads more behind what is left in the buffer. */
    private boolean fill() {
        buffer.compact();
        int read = source.read(buffer);
        buffer.flip();
        return read > 0;
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, "The chunks of the body are malformed.");
    }
}
