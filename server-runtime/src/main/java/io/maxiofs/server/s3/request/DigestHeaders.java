package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shape of {@code Content-MD5} and {@code x-amz-checksum-*}; what they say is compared by whoever has the bytes. */
public final class DigestHeaders {
    private static final int MD5_BYTES = 16;
    private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();

    /** In the header of CompleteMultipartUpload a composite value carries its number of parts. */
    private static final Pattern PART_COUNT = Pattern.compile("-\\d{1,5}$");

    private DigestHeaders() {}

    /**
     * Checks the headers of a request.
     *
     * @throws S3Exception InvalidDigest for Content-MD5, InvalidRequest for a checksum
     */
    public static void check(RequestHeaders headers, S3Operation operation) {
        String md5 = headers.value("Content-MD5");
        if (md5 != null && !isBase64(md5, MD5_BYTES)) {
            throw new S3Exception(S3ErrorCode.INVALID_DIGEST).with("Content-MD5", md5);
        }
        ChecksumAlgorithm found = null;
        for (ChecksumAlgorithm algorithm : ALGORITHMS) {
            String value = headers.value(algorithm.headerName());
            if (value == null) {
                continue;
            }
            if (found != null) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }
            found = algorithm;
            boolean composite = operation == S3Operation.COMPLETE_MULTIPART_UPLOAD;
            String plain = composite ? PART_COUNT.matcher(value).replaceFirst("") : value;
            if (!isBase64(plain, algorithm.byteLength())) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST, "Value for " + algorithm.headerName() + " header is invalid.");
            }
        }
    }

    /** The algorithm a checksum header or trailer belongs to; empty for other names. */
    static Optional<ChecksumAlgorithm> ofHeader(@Nullable String lowerCaseName) {
        for (ChecksumAlgorithm algorithm : ALGORITHMS) {
            if (algorithm.headerName().equals(lowerCaseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code value} is base 64 of exactly {@code length} bytes. */
    static boolean isBase64(String value, int length) {
        try {
            return value.length() == (length + 2) / 3 * 4 && Base64.getDecoder().decode(value).length == length;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
