package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.digest.BodyDigests;
import io.maxiofs.storage.digest.DigestValues;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The integrity values that come with a body: which to compute on the way, and the comparison once it has arrived. What
 * is not well-formed is refused before the first byte.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for uploads</a>
 */
public final class ChecksumRules {
    private static final int MD5_BYTES = 16;
    private static final String PREFIX = "x-amz-checksum-";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

    /** Headers that share the prefix and carry no value of a body. */
    private static final Set<String> OTHER_HEADERS = Set.of(PREFIX + "algorithm", PREFIX + "type", PREFIX + "mode");

    private static final Map<ChecksumAlgorithm, Set<ChecksumAlgorithm>> SINGLETONS =
            new EnumMap<>(ChecksumAlgorithm.class);

    static {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            SINGLETONS.put(algorithm, Set.of(algorithm));
        }
    }

    private final byte @Nullable [] contentMd5;
    private final @Nullable ChecksumAlgorithm algorithm;
    private final byte @Nullable [] given;
    private final boolean trailing;

    private ChecksumRules(
            byte @Nullable [] contentMd5,
            @Nullable ChecksumAlgorithm algorithm,
            byte @Nullable [] given,
            boolean trailing) {
        this.contentMd5 = contentMd5;
        this.algorithm = algorithm;
        this.given = given;
        this.trailing = trailing;
    }

    /**
     * Reads what the client says of its body.
     *
     * @param fallback computed and kept when the client names none; null for none
     * @throws S3Exception InvalidDigest or InvalidRequest for what is not well-formed or contradicts itself
     */
    public static ChecksumRules read(RequestHeaders headers, RequestBody body, @Nullable ChecksumAlgorithm fallback) {
        byte[] md5 = contentMd5(headers.value("Content-MD5"));
        Map<String, String> values = headers.startingWith(PREFIX);
        Set<ChecksumAlgorithm> trailers = body.announcedTrailers();
        String sdkAlgorithm = headers.value(SDK_ALGORITHM);
        if (values.isEmpty() && trailers.isEmpty() && sdkAlgorithm == null) {
            return new ChecksumRules(md5, fallback, null, false);
        }
        ChecksumAlgorithm inHeader = null;
        byte[] value = null;
        for (Map.Entry<String, String> header : values.entrySet()) {
            if (OTHER_HEADERS.contains(header.getKey())) {
                continue;
            }
            if (inHeader != null) {
                throw several();
            }
            inHeader = algorithmOf(header.getKey());
            value = decode(inHeader, header.getValue());
        }
        if (trailers.size() + (inHeader == null ? 0 : 1) > 1) {
            throw several();
        }
        boolean trailing = inHeader == null && !trailers.isEmpty();
        ChecksumAlgorithm named = trailing ? trailers.iterator().next() : inHeader;
        checkSdkAlgorithm(sdkAlgorithm, named);
        return new ChecksumRules(md5, named == null ? fallback : named, value, trailing);
    }

    private static void checkSdkAlgorithm(@Nullable String text, @Nullable ChecksumAlgorithm named) {
        if (text == null) {
            return;
        }
        ChecksumAlgorithm wanted = ChecksumAlgorithm.ofWireName(text).orElseThrow(() -> invalidValue(SDK_ALGORITHM));
        if (named == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    SDK_ALGORITHM
                            + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        if (wanted != named) {
            throw invalidValue(SDK_ALGORITHM);
        }
    }

    /**
     * Reads the value of an {@code x-amz-checksum-*} header, trailer or element.
     *
     * @throws S3Exception InvalidRequest if it is not base 64 of the algorithm's length
     */
    public static byte[] decode(ChecksumAlgorithm algorithm, String base64) {
        byte[] value = base64(base64);
        if (value == null || value.length != algorithm.byteLength()) {
            throw invalidValue(algorithm.headerName());
        }
        return value;
    }

    /** What to compute while the body arrives; the MD5 comes on top. */
    public Set<ChecksumAlgorithm> algorithms() {
        return algorithm == null ? Set.of() : SINGLETONS.getOrDefault(algorithm, Set.of());
    }

    /** The algorithm the client uses, else the fallback; null if neither. */
    public @Nullable ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether the client sends any value to compare with, of whatever kind. */
    public boolean isClientSent() {
        return contentMd5 != null || given != null || trailing;
    }

    /** Whether the client itself named a checksum algorithm, in a header or a trailer. */
    public boolean isChecksumSent() {
        return given != null || trailing;
    }

    /**
     * Compares what arrived with what was announced.
     *
     * @param trailers of the body, complete
     * @return the value to keep; null if there is none
     * @throws S3Exception BadDigest if they differ
     */
    public @Nullable Checksum verify(StagedBody body, Map<ChecksumAlgorithm, String> trailers) {
        return compare(body.md5(), algorithm == null ? Optional.empty() : body.checksum(algorithm), trailers);
    }

    /**
     * Compares a small body in memory, such as an XML document, with what was announced.
     *
     * @param trailers of the body, complete
     * @throws S3Exception BadDigest if they differ
     */
    public void verify(byte[] document, Map<ChecksumAlgorithm, String> trailers) {
        if (!isClientSent()) {
            return;
        }
        BodyDigests digests = new BodyDigests(contentMd5 != null, algorithms());
        digests.update(ByteBuffer.wrap(document));
        DigestValues values = digests.finish();
        compare(values.md5(), algorithm == null ? Optional.empty() : values.checksum(algorithm), trailers);
    }

    private @Nullable Checksum compare(
            Optional<byte[]> md5, Optional<Checksum> checksum, Map<ChecksumAlgorithm, String> trailers) {
        if (contentMd5 != null) {
            verifyMd5(contentMd5, md5.orElseThrow(() -> notComputed("MD5")));
        }
        if (algorithm == null) {
            return null;
        }
        Checksum computed = checksum.orElseThrow(() -> notComputed(algorithm.wireName()));
        byte[] expected = given;
        if (trailing) {
            String trailer = trailers.get(algorithm);
            if (trailer == null) {
                throw invalidValue(algorithm.headerName());
            }
            expected = decode(algorithm, trailer);
        }
        if (expected != null && !Arrays.equals(expected, computed.bytes())) {
            throw new S3Exception(
                    S3ErrorCode.BAD_DIGEST,
                    "The " + algorithm.wireName() + " you specified did not match the calculated checksum.");
        }
        return computed;
    }

    private static void verifyMd5(byte[] expected, byte[] computed) {
        if (!Arrays.equals(expected, computed)) {
            Base64.Encoder encoder = Base64.getEncoder();
            throw new S3Exception(
                            S3ErrorCode.BAD_DIGEST, "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", encoder.encodeToString(expected))
                    .with("CalculatedDigest", encoder.encodeToString(computed));
        }
    }

    private static byte @Nullable [] contentMd5(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] md5 = base64(text);
        if (md5 == null || md5.length != MD5_BYTES) {
            throw new S3Exception(S3ErrorCode.INVALID_DIGEST, "The Content-MD5 you specified was invalid.")
                    .with("Content-MD5", text);
        }
        return md5;
    }

    private static ChecksumAlgorithm algorithmOf(String headerName) {
        String name = headerName.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
        return ChecksumAlgorithm.ofWireName(name)
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "The algorithm type you specified in x-amz-checksum- header is invalid."));
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static S3Exception several() {
        return new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    private static S3Exception invalidValue(String header) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
    }

    private static IllegalStateException notComputed(String what) {
        return new IllegalStateException(what + " was not asked of the body's writer");
    }
}
