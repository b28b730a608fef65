package io.maxiofs.server.s3.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of keys and prefixes in documents made for {@code encoding-type=url}: percent-encoded UTF-8 where letters,
 * digits and {@code - _ . * /} stay. A space becomes {@code %20}, which every decoder understands; AWS sends {@code +}, which
 * those that decode percent signs only take for a plus.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2, encoding-type</a>
 */
public final class UrlEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private UrlEncoding() {}

    /** Encodes {@code text} if {@code wanted}; else gives it back as it is. */
    public static @Nullable String apply(boolean wanted, @Nullable String text) {
        return wanted && text != null ? encode(text) : text;
    }

    /** Encodes {@code text}, a space as {@code %20}. */
    public static String encode(String text) {
        return encode(text, "%20");
    }

    /**
     * Encodes {@code text} as forms are, a space as {@code +}: so keys stand in notifications and inventories.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message
     *     structure</a>
     */
    public static String encodeAsForm(String text) {
        return encode(text, "+");
    }

    private static String encode(String text, String space) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (stays(b)) {
                encoded.append((char) b);
            } else if (b == ' ') {
                encoded.append(space);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean stays(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '*'
                || b == '/';
    }
}
