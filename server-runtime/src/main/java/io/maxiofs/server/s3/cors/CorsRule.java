package io.maxiofs.server.s3.cors;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a bucket.
 *
 * @param id chosen by whoever wrote the rule; null if none
 * @param methods at least one of GET, PUT, POST, DELETE, HEAD
 * @param origins at least one; each with at most one {@code *}, which stands for any characters or none
 * @param headers that may be sent, likewise with at most one {@code *}; compared without regard to case
 * @param exposed headers of the answer that a page may read
 * @param maxAgeSeconds how long a browser may remember a preflight; null if not said
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html">CORSRule</a>
 */
public record CorsRule(
        @Nullable String id,
        List<String> methods,
        List<String> origins,
        List<String> headers,
        List<String> exposed,
        @Nullable Integer maxAgeSeconds) {

    public CorsRule {
        methods = List.copyOf(methods);
        origins = List.copyOf(origins);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
    }

    /** Whether the rule lets a page from {@code origin} use {@code method} with {@code requestedHeaders}. */
    boolean allows(String origin, String method, List<String> requestedHeaders) {
        if (!methods.contains(method) || origins.stream().noneMatch(pattern -> matches(pattern, origin))) {
            return false;
        }
        for (String header : requestedHeaders) {
            if (headers.stream().noneMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the rule is for pages of everybody, who then get no credentials allowed. */
    boolean isForAnyOrigin() {
        return origins.contains("*");
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        int after = pattern.length() - star - 1;
        return text.length() >= star + after
                && text.startsWith(pattern.substring(0, star))
                && text.endsWith(pattern.substring(star + 1));
    }
}
