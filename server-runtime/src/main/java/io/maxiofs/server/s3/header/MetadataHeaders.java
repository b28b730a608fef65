package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.UserMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers S3 keeps with an object and gives back.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Object metadata</a>
 */
final class MetadataHeaders {
    /** Bytes of names (without their prefix) and values together. */
    static final int MAX_USER_BYTES = 2048;

    static final String USER_PREFIX = "x-amz-meta-";
    static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";
    private static final String CONTENT_ENCODING = "content-encoding";

    /** Name on the wire and name it is kept under, by turns. */
    private static final String[] SYSTEM = {
        "Content-Type", "content-type",
        "Content-Language", "content-language",
        "Content-Disposition", "content-disposition",
        "Cache-Control", "cache-control",
        "Expires", "expires"
    };

    private MetadataHeaders() {}

    static SystemMetadata system(RequestHeaders headers) {
        Map<String, String> kept = HashMap.newHashMap(SYSTEM.length / 2 + 1);
        for (int i = 0; i < SYSTEM.length; i += 2) {
            String value = headers.value(SYSTEM[i]);
            if (value != null && !value.isEmpty()) {
                kept.put(SYSTEM[i + 1], value);
            }
        }
        String encoding = withoutFraming(headers.value("Content-Encoding"));
        if (encoding != null) {
            kept.put(CONTENT_ENCODING, encoding);
        }
        return kept.isEmpty() ? SystemMetadata.NONE : new SystemMetadata(kept);
    }

    /** {@code aws-chunked} is how the body was sent, not what it is. */
    private static @Nullable String withoutFraming(@Nullable String encoding) {
        if (encoding == null || encoding.isEmpty()) {
            return null;
        }
        if (!encoding.toLowerCase(Locale.ROOT).contains("aws-chunked")) {
            return encoding;
        }
        StringBuilder rest = new StringBuilder();
        for (String one : encoding.split(",", -1)) {
            String coding = one.strip();
            if (!coding.isEmpty() && !coding.equalsIgnoreCase("aws-chunked")) {
                rest.append(rest.isEmpty() ? "" : ",").append(coding);
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }

    /** @throws S3Exception MetadataTooLarge */
    static UserMetadata user(RequestHeaders headers) {
        Map<String, String> prefixed = headers.startingWith(USER_PREFIX);
        if (prefixed.isEmpty()) {
            return UserMetadata.NONE;
        }
        Map<String, String> values = HashMap.newHashMap(prefixed.size());
        int bytes = 0;
        for (Map.Entry<String, String> header : prefixed.entrySet()) {
            String name = header.getKey().substring(USER_PREFIX.length());
            bytes += byteLength(name) + byteLength(header.getValue());
            values.put(name, header.getValue());
        }
        if (bytes > MAX_USER_BYTES) {
            throw new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_USER_BYTES));
        }
        return new UserMetadata(values);
    }

    /** Bytes on the wire: headers are read one byte to a character, unless they were decoded already. */
    private static int byteLength(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
