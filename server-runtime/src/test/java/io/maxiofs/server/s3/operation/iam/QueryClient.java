package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.http.RawConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Calls actions as SDKs do: the form is signed, and its hash is not sent. */
public final class QueryClient {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final URI endpoint;
    private final String key;
    private final String secret;
    private final @Nullable String token;

    public QueryClient(URI endpoint, String key, String secret, @Nullable String token) {
        this.endpoint = endpoint;
        this.key = key;
        this.secret = secret;
        this.token = token;
    }

    /** Calls an action of IAM. */
    public RawConnection.Response iam(String action, String... parameters) {
        return call("iam", "2010-05-08", action, parameters);
    }

    /** Calls an action of STS. */
    public RawConnection.Response sts(String action, String... parameters) {
        return call("sts", "2011-06-15", action, parameters);
    }

    /** Calls an action of STS without a signature. */
    public RawConnection.Response unsigned(String action, String... parameters) {
        return post("sts", form("2011-06-15", action, parameters), false);
    }

    private RawConnection.Response call(String service, String version, String action, String... parameters) {
        return post(service, form(version, action, parameters), true);
    }

    private static byte[] form(String version, String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    public RawConnection.Response post(String service, byte[] form, boolean signed) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put("host", endpoint.getAuthority());
        if (signed) {
            String time = TIME.format(Instant.now());
            headers.put("x-amz-date", time);
            if (token != null) {
                headers.put("x-amz-security-token", token);
            }
            headers.put("Authorization", authorization(service, headers, time, form));
        }
        headers.put("Content-Length", Integer.toString(form.length));
        try (RawConnection connection =
                new RawConnection(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()))) {
            return connection.exchange("POST", "/", headers, form);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String authorization(String service, Map<String, String> headers, String time, byte[] form) {
        StringBuilder canonical = new StringBuilder("POST\n/\n\n");
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", headers.keySet());
        canonical.append('\n').append(names).append('\n').append(sha256(form));
        String scope = time.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
        byte[] signing = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        for (String step : List.of(time.substring(0, 8), "us-east-1", service, "aws4_request", toSign)) {
            signing = hmac(signing, step);
        }
        return "AWS4-HMAC-SHA256 Credential=" + key + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                + HexFormat.of().formatHex(signing);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
}
