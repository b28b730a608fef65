package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the head of a request says about its body, checked before the first byte of it is read.
 *
 * @param rawLength bytes on the connection; -1 if only their end will tell
 * @param length bytes of the body itself, if known
 * @param announcedTrailers checksums announced to come behind the body
 */
public record BodyFraming(
        Payload payload, long rawLength, OptionalLong length, Set<ChecksumAlgorithm> announcedTrailers) {
    /** Largest body of one upload, 5 GiB. */
    public static final long MAX_UPLOAD_BYTES = 5L << 30;

    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final String TRAILER = "x-amz-trailer";
    private static final Set<ChecksumAlgorithm> NO_TRAILERS = Set.of();

    /**
     * Reads and checks the head.
     *
     * @param maxDocumentBytes bound of bodies that are documents, not objects
     * @throws S3Exception if the body cannot be accepted as announced
     */
    public static BodyFraming of(
            RequestHeaders headers, S3Operation operation, Payload payload, long maxDocumentBytes) {
        String transferEncoding = headers.value("Transfer-Encoding");
        boolean transferChunked = transferEncoding != null;
        if (transferEncoding != null && !transferEncoding.equalsIgnoreCase("chunked")) {
            throw new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED,
                            "A header you provided implies functionality that is not implemented")
                    .with("Header", "Transfer-Encoding");
        }
        long rawLength = contentLength(headers, transferChunked);
        boolean upload = isUpload(operation);
        OptionalLong length;
        if (payload.isChunked()) {
            length = OptionalLong.of(decodedLength(headers));
        } else {
            if (operation != S3Operation.QUERY_PROTOCOL) {
                // Which stores no bodies, and whose callers are first told whether they may call at all.
                refuseStrayFraming(headers);
            }
            length = rawLength < 0 ? OptionalLong.empty() : OptionalLong.of(rawLength);
        }
        if (upload && length.isEmpty()) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        if (!upload && rawLength < 0 && !transferChunked) {
            // RFC 9112, section 6.3: without either header there is no body.
            rawLength = 0;
            length = OptionalLong.of(0);
        }
        checkSize(operation, upload, length, maxDocumentBytes);
        return new BodyFraming(payload, rawLength, length, announcedTrailers(headers, payload));
    }

    /** Whether there is nothing to read. */
    public boolean isEmpty() {
        return rawLength == 0;
    }

    /** The body, read from {@code source} when the handler asks for it. */
    public RequestBody stream(ByteSource source, BodyBuffers buffers) {
        return new StreamedBody(this, source, buffers);
    }

    /**
     * The body, if all of it is in memory.
     *
     * @param raw as it came from the connection; its array is reused
     * @throws S3Exception if the body is not what it claims to be
     */
    public RequestBody decode(ByteBuffer raw) {
        return BufferedBody.decode(this, raw);
    }

    private static boolean isUpload(S3Operation operation) {
        return operation == S3Operation.PUT_OBJECT || operation == S3Operation.UPLOAD_PART;
    }

    private static void checkSize(S3Operation operation, boolean upload, OptionalLong length, long maxDocumentBytes) {
        if (length.isEmpty()) {
            return;
        }
        long size = length.getAsLong();
        if (upload || operation == S3Operation.POST_OBJECT) {
            if (size > MAX_UPLOAD_BYTES) {
                throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
                        .with("ProposedSize", Long.toString(size))
                        .with("MaxSizeAllowed", Long.toString(MAX_UPLOAD_BYTES));
            }
        } else if (size > maxDocumentBytes) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                    .with("MaxMessageLengthBytes", Long.toString(maxDocumentBytes));
        }
    }

    private static long contentLength(RequestHeaders headers, boolean transferChunked) {
        var values = headers.all("Content-Length");
        if (values.isEmpty()) {
            return -1;
        }
        // RFC 9112, section 6.1: both, or several, is how requests are smuggled past a proxy.
        if (values.size() > 1 || transferChunked) {
            throw new S3Exception(S3ErrorCode.BAD_REQUEST, "The request's length is ambiguous.");
        }
        return number(values.getFirst(), "Content-Length");
    }

    private static long decodedLength(RequestHeaders headers) {
        String value = headers.value(DECODED_LENGTH);
        if (value == null) {
            throw new S3Exception(
                    S3ErrorCode.MISSING_CONTENT_LENGTH, "You must provide the " + DECODED_LENGTH + " header.");
        }
        return number(value, DECODED_LENGTH);
    }

    private static long number(String value, String header) {
        boolean digits = !value.isEmpty() && value.length() <= 18;
        for (int i = 0; digits && i < value.length(); i++) {
            digits = value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        if (!digits) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, header + " is not a length.")
                    .with("ArgumentName", header)
                    .with("ArgumentValue", value);
        }
        return Long.parseLong(value);
    }

    /**
     * A body that says it is wrapped, in a request that does not, would be stored with its wrapping. Who wraps says how
     * long the content is; without that, aws-chunked in Content-Encoding is a word that AWS ignores.
     */
    private static void refuseStrayFraming(RequestHeaders headers) {
        if (headers.has(DECODED_LENGTH)) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, DECODED_LENGTH + " needs a STREAMING value in x-amz-content-sha256.");
        }
        if (headers.has(TRAILER)) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Trailers need a STREAMING value in x-amz-content-sha256.");
        }
    }

    private static Set<ChecksumAlgorithm> announcedTrailers(RequestHeaders headers, Payload payload) {
        if (!headers.has(TRAILER)) {
            return NO_TRAILERS;
        }
        if (!payload.hasTrailer()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Trailers need a -TRAILER value in x-amz-content-sha256.");
        }
        Set<ChecksumAlgorithm> announced = EnumSet.noneOf(ChecksumAlgorithm.class);
        for (String value : headers.all(TRAILER)) {
            for (String name : value.split(",", -1)) {
                announced.add(DigestHeaders.ofHeader(name.strip().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> new S3Exception(
                                S3ErrorCode.INVALID_REQUEST,
                                "The value specified in the x-amz-trailer header is not supported")));
            }
        }
        return Collections.unmodifiableSet(announced);
    }
}
