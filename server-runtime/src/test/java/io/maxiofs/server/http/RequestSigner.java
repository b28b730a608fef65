package io.maxiofs.server.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature V4 as a client computes it; shares no code with the server. Proved against AWS's published examples. */
public final class RequestSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String accessKey;
    private final String secret;
    private final String region;
    private final String timestamp;

    public RequestSigner(String accessKey, String secret, String region, Instant time) {
        this.accessKey = accessKey;
        this.secret = secret;
        this.region = region;
        this.timestamp = TIME.format(time);
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public String timestamp() {
        return timestamp;
    }

    private String date() {
        return timestamp.substring(0, 8);
    }

    public String scope() {
        return date() + "/" + region + "/s3/aws4_request";
    }

    /** Adds x-amz-date and Authorization. {@code headers} must have Host and x-amz-content-sha256; all of them are signed. */
    public Map<String, String> sign(String method, String rawPath, String canonicalQuery, Map<String, String> headers) {
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("x-amz-date", timestamp);
        String signature = signature(
                method,
                rawPath,
                canonicalQuery,
                signed,
                headers.getOrDefault("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
        signed.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope() + ", SignedHeaders="
                        + names(headersOf(signed)) + ", Signature=" + signature);
        return signed;
    }

    /** Signature of a request whose headers are all signed. */
    public String signature(
            String method, String rawPath, String canonicalQuery, Map<String, String> headers, String payloadHash) {
        Map<String, String> lower = headersOf(headers);
        String canonical = method + "\n" + rawPath + "\n" + canonicalQuery + "\n"
                + lower.entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names(lower) + "\n" + payloadHash;
        return hmacHex("AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope() + "\n" + sha256(canonical));
    }

    /** The query of a presigned request; only the host is signed. */
    public String presign(String method, String host, String rawPath, long expiresSeconds, List<String> more) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : more) {
            int equals = pair.indexOf('=');
            parameters.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        parameters.put("X-Amz-Credential", (accessKey + "/" + scope()).replace("/", "%2F"));
        parameters.put("X-Amz-Date", timestamp);
        parameters.put("X-Amz-Expires", Long.toString(expiresSeconds));
        parameters.put("X-Amz-SignedHeaders", "host");
        String query = parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        return query + "&X-Amz-Signature="
                + signature(method, rawPath, query, Map.of("Host", host), "UNSIGNED-PAYLOAD");
    }

    /** A body in signed chunks of {@code chunkSize}; with trailers if any are given. */
    public byte[] chunks(String seedSignature, byte[] body, int chunkSize, Map<String, String> trailers) {
        StringBuilder framed = new StringBuilder();
        String previous = seedSignature;
        for (int start = 0; start <= body.length; start += chunkSize) {
            int end = Math.min(body.length, start + chunkSize);
            byte[] chunk = Arrays.copyOfRange(body, start, end);
            previous = chunkSignature(previous, chunk);
            framed.append(Integer.toHexString(chunk.length))
                    .append(";chunk-signature=")
                    .append(previous)
                    .append("\r\n");
            framed.append(new String(chunk, StandardCharsets.ISO_8859_1));
            if (chunk.length == 0) {
                break;
            }
            framed.append("\r\n");
            if (end == body.length && chunk.length > 0) {
                start = body.length - chunkSize;
            }
        }
        if (!trailers.isEmpty()) {
            String canonical = new TreeMap<>(trailers)
                    .entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                            .collect(Collectors.joining());
            new TreeMap<>(trailers)
                    .forEach((n, v) -> framed.append(n).append(':').append(v).append("\r\n"));
            framed.append("x-amz-trailer-signature:")
                    .append(hmacHex("AWS4-HMAC-SHA256-TRAILER\n" + timestamp + "\n" + scope() + "\n" + previous + "\n"
                            + sha256(canonical)))
                    .append("\r\n");
        }
        return framed.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public String chunkSignature(String previous, byte[] chunk) {
        return hmacHex("AWS4-HMAC-SHA256-PAYLOAD\n" + timestamp + "\n" + scope() + "\n" + previous + "\n" + sha256("")
                + "\n" + sha256(chunk));
    }

    /** Signature of a form's policy, in Base64 as the form sends it. */
    public String policySignature(String encodedPolicy) {
        return hmacHex(encodedPolicy);
    }

    private String hmacHex(String stringToSign) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : List.of(date(), region, "s3", "aws4_request", stringToSign)) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(key);
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> headersOf(Map<String, String> headers) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value.strip()));
        return lower;
    }

    private static String names(Map<String, String> lower) {
        return String.join(";", lower.keySet());
    }
}
