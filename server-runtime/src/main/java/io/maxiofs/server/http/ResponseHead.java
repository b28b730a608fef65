package io.maxiofs.server.http;

import io.maxiofs.server.s3.header.HttpDate;
import io.maxiofs.server.s3.operation.S3Response;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Writes status and headers of a response into its exchange. */
final class ResponseHead {
    private static final HttpString REQUEST_ID = new HttpString("x-amz-request-id");
    private static final HttpString HOST_ID = new HttpString("x-amz-id-2");
    private static final String SERVER = "MaxIOFS";
    private static final String XML = "application/xml";

    private ResponseHead() {}

    /**
     * @param now for clients that compare clocks
     * @param more headers that do not come from whoever made the response
     */
    static void write(
            HttpServerExchange exchange,
            S3Response response,
            String requestId,
            String hostId,
            Instant now,
            Map<String, String> more) {
        exchange.setStatusCode(response.status());
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.SERVER, SERVER);
        // Undertow's own is one for the process, and stands still when the server that last set it stops before it is
        // renewed.
        headers.put(Headers.DATE, HttpDate.format(now));
        headers.put(REQUEST_ID, requestId);
        headers.put(HOST_ID, hostId);
        put(headers, more);
        put(headers, response.headers());
        if (isXml(response.body()) && !headers.contains(Headers.CONTENT_TYPE)) {
            headers.put(Headers.CONTENT_TYPE, XML);
        }
    }

    private static void put(HeaderMap headers, Map<String, String> values) {
        for (Map.Entry<String, String> header : values.entrySet()) {
            HttpString known = HttpString.tryFromString(header.getKey());
            headers.put(known == null ? new HttpString(header.getKey()) : known, clean(header.getValue()));
        }
    }

    private static boolean isXml(S3Response.Body body) {
        return body instanceof S3Response.Xml || body instanceof S3Response.Slow;
    }

    /**
     * A value that is one line whatever it was made of. Characters beyond ISO 8859-1 become their UTF-8 bytes, which is how
     * clients send them.
     */
    static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F || c > 0xFF) {
                return rewritten(value);
            }
        }
        return value;
    }

    private static String rewritten(String value) {
        boolean wide = value.chars().anyMatch(c -> c > 0xFF);
        String bytes = wide ? new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) : value;
        StringBuilder clean = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            clean.append((c < 0x20 && c != '\t') || c == 0x7F ? ' ' : c);
        }
        return clean.toString();
    }
}
