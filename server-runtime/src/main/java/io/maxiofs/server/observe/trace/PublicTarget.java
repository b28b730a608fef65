package io.maxiofs.server.observe.trace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Path and query of a request without what would let a reader make the request again. */
final class PublicTarget {
    static final int MAX_CHARS = 1_024;
    static final String HIDDEN = "-";

    private static final Set<String> SECRETS = Set.of(
            "x-amz-signature",
            "signature",
            "x-amz-security-token",
            "security-token",
            "policy",
            "ldappassword",
            "webidentitytoken");
    private static final Pattern AND = Pattern.compile("&");

    private PublicTarget() {}

    /** @param rawQuery without question mark; empty if there is none */
    static String of(String rawPath, String rawQuery) {
        if (rawQuery.isEmpty()) {
            return shortened(rawPath);
        }
        return shortened(rawPath + "?" + (mayHideSecret(rawQuery) ? redacted(rawQuery) : rawQuery));
    }

    static String shortened(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }

    /** Names may be percent-encoded; then all are looked at. */
    private static boolean mayHideSecret(String query) {
        String lower = query.toLowerCase(Locale.ROOT);
        return lower.contains("signature")
                || lower.contains("token")
                || lower.contains("password")
                || lower.contains("policy")
                || lower.indexOf('%') >= 0;
    }

    private static String redacted(String query) {
        StringBuilder kept = new StringBuilder(query.length());
        for (String parameter : AND.split(query, -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            boolean secret = equals >= 0 && SECRETS.contains(decoded(name).toLowerCase(Locale.ROOT));
            kept.append(kept.isEmpty() ? "" : "&").append(secret ? name + "=" + HIDDEN : parameter);
        }
        return kept.toString();
    }

    /** Whatever a name is that cannot be decoded, the server did not take it for a parameter either. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
