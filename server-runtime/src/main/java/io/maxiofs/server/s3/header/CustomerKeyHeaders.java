package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Encryption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Keys that clients keep and send with their requests (SSE-C). A key lives as long as its request and is never written
 * anywhere; what is kept is the MD5 of it, to tell a wrong one before a byte is read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html">SSE-C</a>
 */
public final class CustomerKeyHeaders {
    static final String ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";
    static final String MD5 = "x-amz-server-side-encryption-customer-key-MD5";

    // Whole names: they are looked for in every request.
    private static final Names OWN = new Names(ALGORITHM, "x-amz-server-side-encryption-customer-key", MD5);
    private static final Names SOURCE = new Names(
            "x-amz-copy-source-server-side-encryption-customer-algorithm",
            "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key-MD5");
    private static final int KEY_BYTES = 32;

    private CustomerKeyHeaders() {}

    /** The three headers of a key. */
    private record Names(String algorithm, String key, String md5) {}

    /**
     * A key that came with a request and is what it says it is.
     *
     * @param md5 base 64
     */
    record CustomerKey(byte[] bytes, String md5) {}

    /** Whether the request brings a key for what it writes or reads. */
    public static boolean areIn(RequestHeaders headers) {
        return anyOf(headers, OWN);
    }

    /** The same for the source of a copy. */
    public static boolean areInForSource(RequestHeaders headers) {
        return anyOf(headers, SOURCE);
    }

    private static boolean anyOf(RequestHeaders headers, Names names) {
        return headers.has(names.algorithm()) || headers.has(names.key());
    }

    /** Null if the request brings none. */
    static @Nullable CustomerKey read(RequestHeaders headers) {
        return read(headers, OWN);
    }

    private static @Nullable CustomerKey read(RequestHeaders headers, Names names) {
        String algorithm = headers.value(names.algorithm());
        String key = headers.value(names.key());
        if (algorithm == null && key == null) {
            return null;
        }
        if (algorithm == null) {
            throw missing(names.algorithm(), "a valid encryption algorithm.");
        }
        if (!algorithm.equals("AES256")) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ENCRYPTION_ALGORITHM_ERROR,
                            "The Encryption request you specified is not valid. Supported value: AES256.")
                    .with("ArgumentName", names.algorithm())
                    .with("ArgumentValue", algorithm);
        }
        if (key == null) {
            throw missing(names.key(), "an appropriate secret key.");
        }
        String md5 = headers.value(names.md5());
        if (md5 == null) {
            throw missing(names.md5(), "the client calculated MD5 of the secret key.");
        }
        byte[] bytes = decode(key);
        if (bytes == null || bytes.length != KEY_BYTES) {
            // The value is left out: it may be a key with a slip in it.
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT, "The secret key was invalid for the specified algorithm.")
                    .with("ArgumentName", names.key());
        }
        String computed = md5(bytes);
        if (!computed.equals(md5)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "The calculated MD5 hash of the key did not match the hash that was provided.")
                    .with("ArgumentName", names.md5())
                    .with("ArgumentValue", md5);
        }
        return new CustomerKey(bytes, computed);
    }

    private static S3Exception missing(String name, String what) {
        return new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "Requests specifying Server Side Encryption with Customer provided keys must provide " + what)
                .with("ArgumentName", name)
                .with("ArgumentValue", "null");
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String md5(byte[] key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks MD5", e);
        }
    }

    /**
     * The key to read a version with; null if it needs none.
     *
     * @throws S3Exception InvalidRequest if the version needs a key and the request has none, or the other way round,
     *     AccessDenied for another key than it was written with
     */
    public static byte @Nullable [] forReading(RequestHeaders headers, Encryption encryption) {
        return forReading(read(headers, OWN), encryption);
    }

    /** The same for the source of a copy. */
    public static byte @Nullable [] forCopySource(RequestHeaders headers, Encryption encryption) {
        return forReading(read(headers, SOURCE), encryption);
    }

    private static byte @Nullable [] forReading(@Nullable CustomerKey key, Encryption encryption) {
        boolean needed = encryption.mode() == Encryption.Mode.CUSTOMER;
        if (key == null) {
            if (needed) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "The object was stored using a form of Server Side Encryption. The correct parameters must be"
                                + " provided to retrieve the object.");
            }
            return null;
        }
        if (!needed) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "The encryption parameters are not applicable to this object.");
        }
        if (!key.md5().equals(encryption.customerKeyMd5())) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        return key.bytes();
    }

    /** The key that writes what {@link EncryptionHeaders#write} has read; null unless a client's key encrypts it. */
    public static byte @Nullable [] forWriting(RequestHeaders headers, Encryption encryption) {
        if (encryption.mode() != Encryption.Mode.CUSTOMER) {
            return null;
        }
        CustomerKey key = read(headers, OWN);
        return key == null ? null : key.bytes();
    }

    /**
     * The key to write a part with; null if the upload needs none.
     *
     * @throws S3Exception InvalidRequest unless it is the one the upload was created with
     */
    public static byte @Nullable [] forPart(RequestHeaders headers, Encryption encryption) {
        CustomerKey key = read(headers, OWN);
        boolean needed = encryption.mode() == Encryption.Mode.CUSTOMER;
        if (key == null) {
            if (needed) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "The multipart upload initiate requested encryption. Subsequent part requests must include the"
                                + " appropriate encryption parameters.");
            }
            return null;
        }
        if (!needed) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The multipart upload initiate did not request encryption. Please resend the request without"
                            + " sending encryption parameters.");
        }
        if (!key.md5().equals(encryption.customerKeyMd5())) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The provided encryption parameters did not match the ones used originally.");
        }
        return key.bytes();
    }
}
