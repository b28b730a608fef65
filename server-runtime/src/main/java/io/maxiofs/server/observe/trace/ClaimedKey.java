package io.maxiofs.server.observe.trace;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.s3.request.RequestHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The access key a request says it is signed with, whether that is true or not. */
final class ClaimedKey {
    private static final int MAX_CHARS = 128;

    private ClaimedKey() {}

    /** Null for an anonymous request, and where the claim cannot be read. */
    static @Nullable String of(CompletedRequest request) {
        Principal principal = request.principal();
        if (principal != null) {
            return principal.isAnonymous() ? null : principal.accessKeyId();
        }
        RequestHead head = request.head();
        String header = head.headers().value("Authorization");
        String claimed = header == null ? inQuery(head.rawQuery()) : inHeader(header);
        return claimed == null || claimed.isEmpty() || claimed.length() > MAX_CHARS ? null : claimed;
    }

    private static @Nullable String inHeader(String header) {
        String marker = "Credential=";
        int credential = header.indexOf(marker);
        if (credential >= 0) {
            return before('/', header, credential + marker.length());
        }
        return header.startsWith("AWS ") ? before(':', header, "AWS ".length()) : null;
    }

    private static @Nullable String inQuery(String query) {
        String four = valueOf("X-Amz-Credential=", query);
        if (four != null) {
            return before('/', four, 0);
        }
        return valueOf("AWSAccessKeyId=", query);
    }

    private static @Nullable String valueOf(String marker, String query) {
        int start = query.indexOf(marker);
        if (start < 0 || (start > 0 && query.charAt(start - 1) != '&')) {
            return null;
        }
        int end = query.indexOf('&', start);
        String value = query.substring(start + marker.length(), end < 0 ? query.length() : end);
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String before(char separator, String text, int from) {
        int end = text.indexOf(separator, from);
        return end < 0 ? null : text.substring(from, end);
    }
}
