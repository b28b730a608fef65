package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes URLs that carry their signature, path style.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Using query parameters</a>
 */
public final class PresignedUrl {
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String UNRESERVED = "-._~";

    private PresignedUrl() {}

    /**
     * With what a URL is signed.
     *
     * @param token of a temporary key; null for a lasting one
     */
    public record Credentials(
            String accessKeyId, byte[] secret, @Nullable String token, String region) {}

    /**
     * What the URL is for.
     *
     * @param endpoint scheme, host and port of the S3 port
     * @param parameters of the request beside those of the signature
     */
    public record Wish(String method, URI endpoint, String bucket, String key, Map<String, String> parameters) {}

    /** @param seconds the URL works from {@code now} on, at most a week */
    public static String of(Wish wish, Credentials credentials, Instant now, long seconds) {
        String time = DATE_TIME.format(now);
        String scope = time.substring(0, 8) + "/" + credentials.region() + "/s3/aws4_request";
        Map<String, String> query = new TreeMap<>(wish.parameters());
        query.put("X-Amz-Algorithm", SignatureReader.ALGORITHM);
        query.put("X-Amz-Credential", credentials.accessKeyId() + "/" + scope);
        query.put("X-Amz-Date", time);
        query.put("X-Amz-Expires", Long.toString(seconds));
        query.put("X-Amz-SignedHeaders", "host");
        if (credentials.token() != null) {
            query.put("X-Amz-Security-Token", credentials.token());
        }
        String path = "/" + encode(wish.bucket(), "") + "/" + encode(wish.key(), "/");
        String parameters = query.entrySet().stream()
                .map(entry -> encode(entry.getKey(), "") + "=" + encode(entry.getValue(), ""))
                .sorted()
                .collect(Collectors.joining("&"));
        String request = String.join(
                "\n",
                wish.method(),
                path,
                parameters,
                "host:" + wish.endpoint().getRawAuthority(),
                "",
                "host",
                "UNSIGNED-PAYLOAD");
        String toSign = String.join("\n", SignatureReader.ALGORITHM, time, scope, hash(request));
        String signature = HexFormat.of().formatHex(hmac(signingKey(credentials, scope), toSign));
        return wish.endpoint().getScheme() + "://" + wish.endpoint().getRawAuthority() + path + "?" + parameters
                + "&X-Amz-Signature=" + signature;
    }

    private static byte[] signingKey(Credentials credentials, String scope) {
        byte[] prefix = "AWS4".getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[prefix.length + credentials.secret().length];
        System.arraycopy(prefix, 0, key, 0, prefix.length);
        System.arraycopy(credentials.secret(), 0, key, prefix.length, credentials.secret().length);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param kept characters that stand for themselves beside the unreserved ones */
    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
