package io.maxiofs.server.s3.wire.every;

import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.server.s3.request.VirtualHosts;
import io.maxiofs.server.testing.SignedHttp;
import io.maxiofs.server.testing.TestEndpoint;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;

/** Sends requests and remembers which operation answered what. Used by one thread. */
final class Conversation {
    private static final String REFUSED = "403 AccessDenied";

    private final TestEndpoint endpoint;
    private final String run;
    private final S3RequestParser parser = new S3RequestParser(new VirtualHosts(Set.of()));
    private final Map<S3Operation, Set<String>> seen = new EnumMap<>(S3Operation.class);

    /** @param run part of the names of this run's buckets */
    Conversation(TestEndpoint endpoint, String run) {
        this.endpoint = endpoint;
        this.run = run;
    }

    /** What each operation answered so far: statuses, with the error's code where there is one. */
    Map<S3Operation, Set<String>> seen() {
        return seen;
    }

    String bucket(String name) {
        return "maxiofs-test-" + run + "-" + name;
    }

    /** One group of lines, which share values and buckets. */
    void hold(int group, List<Step> steps) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "b", bucket("b" + group),
                "other", bucket("o" + group),
                "missing", bucket("missing"),
                "long", "x".repeat(2100)));
        // All of them, so that one run shows everything that differs.
        SoftAssertions checks = new SoftAssertions();
        for (Step step : steps) {
            play(step, values, checks);
        }
        checks.assertAll();
    }

    private void play(Step step, Map<String, String> values, SoftAssertions checks) {
        byte[] body = fill(step.body(), values).getBytes(StandardCharsets.UTF_8);
        values.put("md5", md5(body));
        String request = fill(step.request(), values);
        String[] headers =
                step.headers().stream().map(header -> fill(header, values)).toArray(String[]::new);
        if (step.ownersOnly()) {
            for (String other : List.of("nobody", "stranger")) {
                SignedHttp.Answer answer = send(other, request, body, headers);
                checks.assertThat(outcome(request, answer))
                        .as("%s as %s: %s", request, other, answer.text())
                        .isEqualTo(refusal(request));
            }
        }
        SignedHttp.Answer answer = send(step.sender(), request, body, headers);
        checks.assertThat(outcome(request, answer))
                .as("%s: %s", request, answer.text())
                .isEqualTo(step.outcome());
        checks.assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .as(request)
                .contains(fill(step.contained(), values));
        if (answer.status() < 300) {
            step.kept()
                    .forEach((name, place) -> values.put(
                            name,
                            place.startsWith("@")
                                    ? answer.header(place.substring(1))
                                    : unescaped(answer.element(place))));
        }
    }

    /** HEAD has no document that could name a code. */
    private static String refusal(String request) {
        return request.startsWith("HEAD") ? "403" : REFUSED;
    }

    private static String outcome(String request, SignedHttp.Answer answer) {
        return request.startsWith("HEAD") ? Integer.toString(answer.status()) : answer.outcome();
    }

    /** Sends one request and remembers the answer under the operation that it is. */
    SignedHttp.Answer send(String sender, String request, byte[] body, String... headers) {
        int space = request.indexOf(' ');
        String method = request.substring(0, space);
        String target = request.substring(space + 1);
        SignedHttp http = switch (sender) {
            case "owner" -> endpoint.owner();
            case "stranger" -> endpoint.stranger();
            default -> endpoint.nobody();
        };
        SignedHttp.Answer answer = http.send(method, target, body, headers);
        remember(operation(method, target, headers), answer.outcome());
        return answer;
    }

    void remember(S3Operation operation, String outcome) {
        seen.computeIfAbsent(operation, o -> new TreeSet<>()).add(outcome);
    }

    private S3Operation operation(String method, String target, String... headers) {
        int mark = target.indexOf('?');
        // A key that is too long to be one names the operation all the same.
        String path = (mark < 0 ? target : target.substring(0, mark)).replaceAll("x{1025,}", "x");
        return parser.parse(new RequestHead(
                        method,
                        path,
                        mark < 0 ? "" : target.substring(mark + 1),
                        SentHeaders.of(headers),
                        InetAddress.getLoopbackAddress(),
                        false))
                .operation();
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static String unescaped(String text) {
        return text.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
