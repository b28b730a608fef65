package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one decoding of paths, queries and copy sources (RFC 3986, section 2.1). What is authorised, signed and stored all
 * comes out of it; nothing is normalised.
 */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * Decodes to bytes.
     *
     * @param raw characters up to U+00FF, each standing for a byte
     * @param plusIsSpace whether {@code +} stands for a space, as in queries
     * @throws S3Exception InvalidURI if a percent sign is not followed by two hexadecimal digits
     */
    public static byte[] decodeBytes(String raw, boolean plusIsSpace) {
        byte[] decoded = new byte[raw.length()];
        int size = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? digit(raw.charAt(i + 1)) : -1;
                int low = high >= 0 ? digit(raw.charAt(i + 2)) : -1;
                if (low < 0) {
                    throw invalid();
                }
                decoded[size++] = (byte) ((high << 4) | low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                decoded[size++] = ' ';
            } else if (c <= 0xFF) {
                decoded[size++] = (byte) c;
            } else {
                throw invalid();
            }
        }
        return size == decoded.length ? decoded : Arrays.copyOf(decoded, size);
    }

    /**
     * Decodes to text.
     *
     * @throws S3Exception InvalidURI if {@code raw} is not well-formed or does not decode to UTF-8
     */
    public static String decode(String raw, boolean plusIsSpace) {
        if (isPlain(raw, plusIsSpace)) {
            return raw;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decodeBytes(raw, plusIsSpace)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid();
        }
    }

    /** Whether decoding would change nothing. */
    static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 0x80 || (c == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a query.
     *
     * @throws S3Exception InvalidURI if it is not well-formed
     */
    public static QueryParameters parseQuery(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return QueryParameters.NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (start <= rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                int equals = rawQuery.indexOf('=', start);
                boolean hasValue = equals >= 0 && equals < end;
                String name = decode(rawQuery.substring(start, hasValue ? equals : end), true);
                String value = hasValue ? decode(rawQuery.substring(equals + 1, end), true) : "";
                values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return new QueryParameters(values);
    }

    /** Only ASCII's digits; Character knows others. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static S3Exception invalid() {
        return new S3Exception(S3ErrorCode.INVALID_URI);
    }
}
