package io.maxiofs.server.testing;

import io.maxiofs.server.http.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests as they are written, signed with a key or not at all, to any endpoint. What an SDK would check, repair or
 * hide, this leaves alone. Threads may share one.
 */
public final class SignedHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----FormOfATest7MA4YWxk";
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

    /** Headers that the client below sets itself and signs here all the same. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI endpoint;
    private final String region;
    private final @Nullable String accessKey;
    private final String secret;

    private SignedHttp(URI endpoint, String region, @Nullable String accessKey, String secret) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKey = accessKey;
        this.secret = secret;
    }

    /** Signs with a key. */
    public static SignedHttp of(URI endpoint, String region, String accessKey, String secret) {
        return new SignedHttp(endpoint, region, accessKey, secret);
    }

    /** Signs nothing. */
    public static SignedHttp unsigned(URI endpoint) {
        return new SignedHttp(endpoint, "", null, "");
    }

    /** Where requests go. */
    public URI endpoint() {
        return endpoint;
    }

    /** An answer. Names of headers are in lower case. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The header's first value; empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** Status, and the error's code if the document has one. */
        public String outcome() {
            Matcher code = CODE.matcher(text());
            return status >= 300 && code.find() ? status + " " + code.group(1) : Integer.toString(status);
        }

        /** Text of the first element of that name; fails if there is none. */
        public String element(String name) {
            Matcher found =
                    Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(text());
            if (!found.find()) {
                throw new AssertionError("No " + name + " in " + text());
            }
            return found.group(1);
        }
    }

    /**
     * Sends one request and reads the whole answer.
     *
     * @param target path and query as they go over the wire
     * @param headers names and values by turns
     */
    public Answer send(String method, String target, byte[] body, String... headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.put("Host", endpoint.getAuthority());
        if (accessKey != null) {
            sent.put("x-amz-content-sha256", RequestSigner.sha256(body));
        }
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        Map<String, String> complete = accessKey == null
                ? sent
                : new RequestSigner(
                                accessKey,
                                secret,
                                region,
                                InstantSource.system().instant())
                        .sign(method, path, canonical(query), sent);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + target))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body.length == 0 && !method.equals("PUT") && !method.equals("POST")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        complete.forEach((name, value) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        return exchange(request.build());
    }

    /** The same with text. */
    public Answer send(String method, String target, String body, String... headers) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Uploads by a browser's form, signed unless this signs nothing. */
    public Answer postForm(String bucket, String key, String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        if (accessKey != null) {
            Instant now = InstantSource.system().instant();
            RequestSigner signer = new RequestSigner(accessKey, secret, region, now);
            fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
            fields.put("x-amz-credential", accessKey + "/" + signer.scope());
            fields.put("x-amz-date", signer.timestamp());
            String conditions = fields.entrySet().stream()
                    .map(field -> ", {\"" + field.getKey() + "\": \"" + field.getValue() + "\"}")
                    .collect(Collectors.joining());
            String policy = "{\"expiration\": \"" + now.plusSeconds(600).truncatedTo(ChronoUnit.SECONDS)
                    + "\", \"conditions\": [{\"bucket\": \"" + bucket + "\"}" + conditions + "]}";
            String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
            fields.put("policy", encoded);
            fields.put("x-amz-signature", signer.policySignature(encoded));
        }
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"";
        String body = fields.entrySet().stream()
                        .map(field -> part + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + part + "file\"; filename=\"f\"\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
        return unsigned(endpoint)
                .send("POST", "/" + bucket, body, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** Without a body. */
    public Answer send(String method, String target) {
        return send(method, target, new byte[0]);
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Sorted, each parameter with an equals sign, as it is signed. */
    private static String canonical(String query) {
        return query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                        .sorted(Comparator.comparing(parameter -> parameter.substring(0, parameter.indexOf('='))))
                        .collect(Collectors.joining("&"));
    }
}
