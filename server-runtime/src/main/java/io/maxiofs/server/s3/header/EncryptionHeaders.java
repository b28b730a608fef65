package io.maxiofs.server.s3.header;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Encryption;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers of server side encryption: with the store's keys (SSE-S3), with keys chosen by name (SSE-KMS), with keys the
 * client keeps (SSE-C, see {@link CustomerKeyHeaders}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-encryption.html">SSE-S3</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html">SSE-KMS</a>
 */
public final class EncryptionHeaders {
    private static final String PREFIX = "x-amz-server-side-encryption";
    private static final String KMS_KEY = PREFIX + "-aws-kms-key-id";
    private static final String CONTEXT = PREFIX + "-context";
    private static final String BUCKET_KEY = PREFIX + "-bucket-key-enabled";
    private static final int MAX_CONTEXT_CHARACTERS = 8192;
    private static final int MAX_KEY_CHARACTERS = 2048;
    private static final Encryption SSE_S3 = new Encryption(Encryption.Mode.S3, null, null, null, false);
    private static final JsonFactory JSON = new JsonFactory();

    private EncryptionHeaders() {}

    /**
     * The encryption a write asks for. A named key is not looked for here.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument if the headers contradict each other or have a value
     *     that is not valid, InvalidEncryptionAlgorithmError for another algorithm than AES256
     */
    public static Encryption write(RequestHeaders headers) {
        Map<String, String> present = headers.startingWith(PREFIX);
        if (present.isEmpty()) {
            return Encryption.NONE;
        }
        String mode = present.get(PREFIX);
        CustomerKeyHeaders.CustomerKey customer = CustomerKeyHeaders.read(headers);
        if (mode != null && customer != null) {
            throw InvalidHeader.argument(
                    PREFIX,
                    mode,
                    "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
        }
        if (customer != null) {
            refuseKmsOnly(present);
            return new Encryption(Encryption.Mode.CUSTOMER, null, null, customer.md5(), false);
        }
        if (mode == null) {
            refuseKmsOnly(present);
            // What is left asks for a bucket key, which means nothing without KMS.
            return Encryption.NONE;
        }
        return switch (mode) {
            case "AES256" -> {
                refuseKmsOnly(present);
                yield SSE_S3;
            }
            case "aws:kms" -> kms(Encryption.Mode.KMS, present);
            case "aws:kms:dsse" -> kms(Encryption.Mode.KMS_DSSE, present);
            default -> throw InvalidHeader.argument(PREFIX, mode, "The encryption method specified is not supported");
        };
    }

    private static Encryption kms(Encryption.Mode mode, Map<String, String> present) {
        String key = present.get(KMS_KEY);
        if (key != null && (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS)) {
            throw InvalidHeader.argument(KMS_KEY, key, "The name of the key is not valid");
        }
        String context = present.get(CONTEXT);
        if (context != null && !isContext(context)) {
            throw InvalidHeader.argument(
                    CONTEXT,
                    context,
                    "The header '" + CONTEXT
                            + "' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map");
        }
        return new Encryption(mode, key, context, null, isTrue(present.get(BUCKET_KEY)));
    }

    private static boolean isTrue(@Nullable String text) {
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw InvalidHeader.argument(BUCKET_KEY, text, "The value must be true or false");
    }

    private static boolean isContext(String text) {
        if (text.length() > MAX_CONTEXT_CHARACTERS) {
            return false;
        }
        try (JsonParser json = JSON.createParser(Base64.getDecoder().decode(text))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            JsonToken token = json.nextToken();
            while (token == JsonToken.FIELD_NAME) {
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return false;
                }
                token = json.nextToken();
            }
            return token == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuseKmsOnly(Map<String, String> present) {
        for (String name : new String[] {KMS_KEY, CONTEXT}) {
            String value = present.get(name);
            if (value != null) {
                throw InvalidHeader.argument(
                        name,
                        value,
                        "Server Side Encryption with AWS KMS managed key requires HTTP header " + PREFIX
                                + " : aws:kms");
            }
        }
    }

    /**
     * Refuses to choose an encryption when reading.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument
     */
    public static void refuseOnRead(RequestHeaders headers) {
        String mode = headers.value(PREFIX);
        if (mode != null) {
            throw InvalidHeader.argument(PREFIX, mode, PREFIX + " header is not supported for this operation.");
        }
    }

    /** Whether the request chooses a named key, which may have to be made first. */
    public static boolean namesKey(RequestHeaders headers) {
        String mode = headers.value(PREFIX);
        return mode != null && mode.startsWith("aws:kms");
    }

    /** Adds what a client is told of the encryption of a version. */
    public static void answer(Encryption encryption, Map<String, String> headers) {
        switch (encryption.mode()) {
            case NONE -> {
                // Nothing is said of encryption that nobody asked for.
            }
            case S3 -> headers.put(PREFIX, "AES256");
            case KMS, KMS_DSSE -> {
                headers.put(PREFIX, encryption.mode() == Encryption.Mode.KMS ? "aws:kms" : "aws:kms:dsse");
                put(KMS_KEY, encryption.keyId(), headers);
                if (encryption.bucketKey()) {
                    headers.put(BUCKET_KEY, "true");
                }
            }
            case CUSTOMER -> {
                headers.put(CustomerKeyHeaders.ALGORITHM, "AES256");
                put(CustomerKeyHeaders.MD5, encryption.customerKeyMd5(), headers);
            }
        }
    }

    /** The same for an answer to a write, which tells the context too. */
    public static void answerWritten(Encryption encryption, Map<String, String> headers) {
        answer(encryption, headers);
        put(CONTEXT, encryption.context(), headers);
    }

    private static void put(String name, @Nullable String value, Map<String, String> headers) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    /** Whether the request says anything of encryption, which makes a copy onto itself a change. */
    public static boolean areIn(RequestHeaders headers) {
        return headers.has(PREFIX) || headers.has(BUCKET_KEY) || headers.has(CustomerKeyHeaders.ALGORITHM);
    }
}
