package io.maxiofs.server.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a presigned request together with those its link carries as parameters, such as {@code X-Amz-Meta-Name}. The
 * signature covers both; where both say something the header counts. Bounded by the length of a request's head.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Using query parameters</a>
 */
public final class HoistedHeaders implements RequestHeaders {
    private static final String PREFIX = "x-amz-";

    /** What belongs to the signature, and how the body is framed, is not a header in disguise. */
    private static final Set<String> OF_THE_SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256",
            "x-amz-decoded-content-length",
            "x-amz-trailer");

    private final RequestHeaders sent;
    private final Map<String, String> hoisted;

    private HoistedHeaders(RequestHeaders sent, Map<String, String> hoisted) {
        this.sent = sent;
        this.hoisted = hoisted;
    }

    /** {@code sent} itself unless the request is presigned and its link carries headers. */
    public static RequestHeaders of(RequestHeaders sent, QueryParameters query) {
        if (!query.has("X-Amz-Signature")) {
            return sent;
        }
        Map<String, String> hoisted = new HashMap<>();
        for (String name : query.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX) && !OF_THE_SIGNATURE.contains(lower) && !sent.has(lower)) {
                hoisted.putIfAbsent(lower, asOnTheWire(String.valueOf(query.value(name))));
            }
        }
        return hoisted.isEmpty() ? sent : new HoistedHeaders(sent, hoisted);
    }

    /** Headers stand one byte to a character. */
    private static String asOnTheWire(String value) {
        return new String(value.strip().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable String value(String name) {
        String value = sent.value(name);
        return value == null ? hoisted.get(name.toLowerCase(Locale.ROOT)) : value;
    }

    @Override
    public List<String> all(String name) {
        String value = hoisted.get(name.toLowerCase(Locale.ROOT));
        return value == null ? sent.all(name) : List.of(value);
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = new TreeMap<>(sent.startingWith(lowerCasePrefix));
        hoisted.forEach((name, value) -> {
            if (name.startsWith(lowerCasePrefix)) {
                found.put(name, value);
            }
        });
        return found;
    }
}
