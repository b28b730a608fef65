package io.maxiofs.server.cli.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature V4 in the header, as a client computes it. Paths and queries must come in canonical form. Used by one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature in the
 *     Authorization header</a>
 */
final class RequestSigning {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE_LENGTH = 8;
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final String SIGNED_HEADERS = "host;x-amz-content-sha256;x-amz-date";

    private final Credentials credentials;
    private final String host;
    private final InstantSource clock;
    private final MessageDigest sha256;
    private final Mac mac;
    private String keyDate = "";
    private byte[] key = {};

    /** @param host as the Host header has it */
    RequestSigning(Credentials credentials, String host, InstantSource clock) {
        this.credentials = credentials;
        this.host = host;
        this.clock = clock;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.mac = Mac.getInstance(HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }

    /** Adds the headers of a signed request, each with its line end. */
    void addTo(StringBuilder head, String method, String path, String query, String payloadSha256) {
        Instant now = clock.instant();
        String time = TIME.format(now);
        String date = time.substring(0, DATE_LENGTH);
        String scope = date + "/" + credentials.region() + "/s3/aws4_request";
        String canonical = method + "\n" + path + "\n" + query + "\nhost:" + host + "\nx-amz-content-sha256:"
                + payloadSha256 + "\nx-amz-date:" + time + "\n\n" + SIGNED_HEADERS + "\n" + payloadSha256;
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256.digest(bytes(canonical)));
        String signature = hex(hmac(keyOf(date), toSign));
        head.append("x-amz-content-sha256: ").append(payloadSha256);
        head.append("\r\nx-amz-date: ").append(time);
        head.append("\r\nAuthorization: ").append(ALGORITHM);
        head.append(" Credential=").append(credentials.accessKey()).append('/').append(scope);
        head.append(", SignedHeaders=").append(SIGNED_HEADERS);
        head.append(", Signature=").append(signature).append("\r\n");
    }

    private byte[] keyOf(String date) {
        if (!date.equals(keyDate)) {
            byte[] derived = bytes("AWS4" + credentials.secretKey());
            for (String step : new String[] {date, credentials.region(), "s3", "aws4_request"}) {
                derived = hmac(derived, step);
            }
            key = derived;
            keyDate = date;
        }
        return key;
    }

    private byte[] hmac(byte[] hmacKey, String message) {
        try {
            mac.init(new SecretKeySpec(hmacKey, HMAC));
            return mac.doFinal(bytes(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not a key for HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
