package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.SingleHeaders;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What can be made out of the first bytes of something that will not be served. Never believed, only shown. */
final class SentHead {
    /** Bytes looked at. */
    static final int MAX_BYTES = 4 << 10;

    private static final int MAX_METHOD = 20;

    private SentHead() {}

    /** Without method and path where the text does not begin with a request line. */
    static RequestHead of(String text, InetAddress peer, boolean secure) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        int method = line.indexOf(' ');
        if (method <= 0 || method > MAX_METHOD || !isMethod(line.substring(0, method))) {
            return new RequestHead("", "", "", new SingleHeaders(Map.of()), peer, secure);
        }
        int last = line.indexOf(' ', method + 1);
        String target =
                line.substring(method + 1, last < 0 ? line.length() : last).strip();
        int question = target.indexOf('?');
        return new RequestHead(
                line.substring(0, method),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                new SingleHeaders(headers(end < 0 ? "" : text.substring(end + 1))),
                peer,
                secure);
    }

    private static boolean isMethod(String text) {
        return text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new TreeMap<>();
        text.lines().takeWhile(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return headers;
    }
}
