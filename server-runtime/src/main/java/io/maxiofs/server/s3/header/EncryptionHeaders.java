package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Encryption;
import java.util.Map;

/**
 * Headers of server side encryption. SSE-S3 is served; KMS keys and keys the client keeps answer NotImplemented, so that
 * nobody believes in an encryption that does not happen.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-encryption.html">SSE-S3</a>
 */
public final class EncryptionHeaders {
    private static final String PREFIX = "x-amz-server-side-encryption";
    private static final String CUSTOMER = PREFIX + "-customer-algorithm";
    private static final String CUSTOMER_KEY = PREFIX + "-customer-key";
    private static final String CUSTOMER_KEY_MD5 = PREFIX + "-customer-key-md5";
    private static final String COPY_SOURCE_CUSTOMER = "x-amz-copy-source-server-side-encryption-customer-";
    private static final String KMS_KEY = PREFIX + "-aws-kms-key-id";
    private static final String CONTEXT = PREFIX + "-context";
    private static final String BUCKET_KEY = PREFIX + "-bucket-key-enabled";
    private static final Encryption SSE_S3 = new Encryption(Encryption.Mode.S3, null, null, null, false);

    private EncryptionHeaders() {}

    /**
     * The encryption a write asks for.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument if the headers contradict each other, NotImplemented
     *     for KMS and customer keys
     */
    public static Encryption write(RequestHeaders headers) {
        Map<String, String> present = headers.startingWith(PREFIX);
        if (present.isEmpty()) {
            return Encryption.NONE;
        }
        String mode = present.get(PREFIX);
        boolean customer = present.containsKey(CUSTOMER)
                || present.containsKey(CUSTOMER_KEY)
                || present.containsKey(CUSTOMER_KEY_MD5);
        if (mode != null && customer) {
            throw InvalidHeader.argument(
                    PREFIX,
                    mode,
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
        }
        if (customer) {
            throw InvalidHeader.notImplemented(CUSTOMER);
        }
        return mode == null ? withoutMode(present) : withMode(mode, present);
    }

    private static Encryption withMode(String mode, Map<String, String> present) {
        return switch (mode) {
            case "AES256" -> {
                String keyId = present.get(KMS_KEY);
                if (keyId != null) {
                    throw kmsOnly(KMS_KEY, keyId);
                }
                yield SSE_S3;
            }
            case "aws:kms", "aws:kms:dsse" -> throw InvalidHeader.notImplemented(PREFIX);
            default -> throw InvalidHeader.argument(PREFIX, mode, "The encryption method specified is not supported");
        };
    }

    private static Encryption withoutMode(Map<String, String> present) {
        for (String name : new String[] {KMS_KEY, CONTEXT}) {
            String value = present.get(name);
            if (value != null) {
                throw kmsOnly(name, value);
            }
        }
        // What is left asks for a bucket key, which means nothing without KMS.
        return Encryption.NONE;
    }

    private static RuntimeException kmsOnly(String name, String value) {
        return InvalidHeader.argument(
                name,
                value,
                "Server Side Encryption with AWS KMS managed key requires HTTP header " + PREFIX + " : aws:kms");
    }

    /**
     * Refuses to read with a key the client sends, since no object can have been written with one.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception NotImplemented
     */
    public static void refuseCustomerKey(RequestHeaders headers) {
        if (headers.value(CUSTOMER) != null || headers.value(CUSTOMER_KEY) != null) {
            throw InvalidHeader.notImplemented(CUSTOMER);
        }
    }

    /**
     * As {@link #refuseCustomerKey} for the source of a copy.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception NotImplemented
     */
    public static void refuseCopySourceCustomerKey(RequestHeaders headers) {
        String algorithm = COPY_SOURCE_CUSTOMER + "algorithm";
        if (headers.value(algorithm) != null || headers.value(COPY_SOURCE_CUSTOMER + "key") != null) {
            throw InvalidHeader.notImplemented(algorithm);
        }
    }

    /** Adds what a client is told of the encryption of a version. */
    public static void answer(Encryption encryption, Map<String, String> headers) {
        if (encryption.mode() == Encryption.Mode.S3) {
            headers.put(PREFIX, "AES256");
        }
    }

    /** Whether the request says anything of encryption, which makes a copy onto itself a change. */
    public static boolean areIn(RequestHeaders headers) {
        return headers.value(PREFIX) != null || headers.value(BUCKET_KEY) != null;
    }
}
