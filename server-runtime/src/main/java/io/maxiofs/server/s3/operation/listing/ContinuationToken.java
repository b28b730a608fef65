package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.BucketName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The place where a listing goes on, as clients carry it: the marker behind a digest of the bucket and the marker. A
 * token that was changed, cut or taken from another bucket's listing is refused instead of listing from a wrong place.
 * There is nothing in it that a client could not ask for by {@code start-after}, so the digest needs no secret, and
 * tokens live through a restart of the server.
 */
final class ContinuationToken {
    static final String PARAMETER = "continuation-token";
    private static final int DIGEST_BYTES = 12;

    private ContinuationToken() {}

    static String encode(BucketName bucket, String marker) {
        byte[] text = marker.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(digest(bucket, text), DIGEST_BYTES + text.length);
        System.arraycopy(text, 0, token, DIGEST_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** @throws S3Exception InvalidArgument if it is not a token of this bucket */
    static String decode(BucketName bucket, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw incorrect(token);
        }
        if (bytes.length < DIGEST_BYTES) {
            throw incorrect(token);
        }
        byte[] text = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
        byte[] digest = Arrays.copyOf(bytes, DIGEST_BYTES);
        if (!MessageDigest.isEqual(digest, digest(bucket, text))) {
            throw incorrect(token);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw incorrect(token);
        }
    }

    private static byte[] digest(BucketName bucket, byte[] text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bucket.value().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(text), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static S3Exception incorrect(String token) {
        return ListParameters.invalid(PARAMETER, token, "The continuation token provided is incorrect");
    }
}
