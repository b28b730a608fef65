package io.maxiofs.server.s3.wire.every;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.operation.iam.QueryClient;
import io.maxiofs.server.s3.request.RoutingTable;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.testing.BuiltOperations;
import io.maxiofs.server.testing.SignedHttp;
import io.maxiofs.server.testing.TestEndpoint;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation over the wire: it works, it is refused to nobody and to a stranger, it fails as AWS documents. The
 * requests are in {@code operations.txt}; what they were answered stands in {@code docs/s3-compatibility.md}, and an
 * operation without success, refusal and error fails the test. Runs against any endpoint, see {@link TestEndpoint}.
 */
class EveryOperationWireTest {
    private static final Path STEPS =
            Path.of("src", "test", "resources", "io", "maxiofs", "server", "s3", "wire", "operations.txt");
    private static final Path PAGE = Path.of("..", "docs", "s3-compatibility.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (?<operation>\\w+) \\| (?:built|NotImplemented) \\| ?`?\\w*`? ?\\| (?<answers>.*) \\|$");

    /** There is nothing to read (yet): no replication, no archive. */
    private static final Set<S3Operation> WITHOUT_SUCCESS =
            EnumSet.of(S3Operation.GET_BUCKET_REPLICATION, S3Operation.RESTORE_OBJECT);

    /** AWS documents no error but the refusal. */
    private static final Set<S3Operation> WITHOUT_ERROR = EnumSet.of(S3Operation.HEAD_SERVICE);

    private static TestEndpoint endpoint;
    private static Conversation conversation;

    @BeforeAll
    static void start() {
        endpoint = TestEndpoint.open();
        // Names of buckets that nobody else has: the endpoint may be one the whole world uses.
        conversation = new Conversation(endpoint, Integer.toString(new SecureRandom().nextInt(1 << 30), 36));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    /** In this order: what the last ones check is what the others did. */
    @TestFactory
    Stream<DynamicTest> everyOperation() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        groups().forEach((name, steps) -> {
            int number = tests.size();
            tests.add(dynamicTest(name, () -> conversation.hold(number, steps)));
        });
        tests.add(dynamicTest("Forms", EveryOperationWireTest::forms));
        tests.add(dynamicTest("A bucket that does not exist", EveryOperationWireTest::missingBucket));
        if (endpoint.isOwn()) {
            tests.add(dynamicTest("Users and sessions", EveryOperationWireTest::queries));
            tests.add(dynamicTest("What is not built", EveryOperationWireTest::notBuilt));
        }
        tests.add(dynamicTest("Every operation has worked, failed and been refused", EveryOperationWireTest::complete));
        if (endpoint.isOwn()) {
            tests.add(dynamicTest("The page says what was answered", EveryOperationWireTest::documented));
        }
        return tests.stream();
    }

    private static Map<String, List<Step>> groups() throws IOException {
        Map<String, List<Step>> groups = new LinkedHashMap<>();
        List<Step> current = new ArrayList<>();
        for (String line : Files.readAllLines(STEPS)) {
            if (line.startsWith("## ")) {
                current = new ArrayList<>();
                groups.put(line.substring(3), current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current.add(Step.parse(line));
            }
        }
        return groups;
    }

    private static void forms() {
        String bucket = conversation.bucket("forms");
        assertThat(conversation.send("owner", "PUT /" + bucket, new byte[0]).status())
                .isEqualTo(200);
        form(endpoint.nobody(), bucket, "403 AccessDenied");
        form(endpoint.stranger(), bucket, "403 AccessDenied");
        form(endpoint.owner(), conversation.bucket("missing"), "404 NoSuchBucket");
        form(endpoint.owner(), bucket, "204");
        assertThat(endpoint.owner().send("GET", "/" + bucket + "/by/form").text())
                .isEqualTo("content");
        SignedHttp.Answer plain = endpoint.owner().send("POST", "/" + bucket, "not a form");
        assertThat(plain.status()).as(plain.text()).isGreaterThanOrEqualTo(400).isLessThan(500);
        conversation.remember(S3Operation.POST_OBJECT, plain.outcome());
    }

    private static void form(SignedHttp sender, String bucket, String outcome) {
        SignedHttp.Answer answer = sender.postForm(bucket, "by/form", "content");
        assertThat(answer.outcome()).as(answer.text()).isEqualTo(outcome);
        conversation.remember(S3Operation.POST_OBJECT, outcome);
    }

    /** Whatever is asked of it, and whatever else is wrong with the request. */
    private static void missingBucket() {
        for (RoutingTable.Sample sample : samples()) {
            boolean ofBucket = sample.path().startsWith("/bucket");
            if (ofBucket
                    && sample.operation() != S3Operation.CREATE_BUCKET
                    && sample.operation() != S3Operation.POST_OBJECT) {
                String target = sample.target().replace("/bucket", "/" + conversation.bucket("missing"));
                SignedHttp.Answer answer =
                        conversation.send("owner", sample.method() + " " + target, new byte[0], headers(sample));
                assertThat(answer.outcome())
                        .as("%s: %s", sample, answer.text())
                        .isEqualTo(sample.method().equals("HEAD") ? "404" : "404 NoSuchBucket");
            }
        }
    }

    private static List<RoutingTable.Sample> samples() {
        Set<S3Operation> built = BuiltOperations.all();
        return RoutingTable.samples().stream()
                .filter(sample -> built.contains(sample.operation()))
                .toList();
    }

    private static String[] headers(RoutingTable.Sample sample) {
        return sample.headers().entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
    }

    /** The actions of IAM and STS have a test of their own; this is that the door is where it should be. */
    private static void queries() {
        QueryClient client =
                new QueryClient(endpoint.owner().endpoint(), TestServer.ACCESS_KEY, TestServer.SECRET_KEY, null);
        QueryClient wrong = new QueryClient(endpoint.owner().endpoint(), TestServer.ACCESS_KEY, "wrong", null);
        query("200", client.sts("GetCallerIdentity"));
        query("400 InvalidAction", client.iam("MakeCoffee"));
        query("404 NoSuchEntity", client.iam("GetUser", "UserName", "nobody-has-this-name"));
        query("403 SignatureDoesNotMatch", wrong.sts("GetCallerIdentity"));
        query(
                "403 MissingAuthenticationToken",
                client.post("sts", "Action=GetCallerIdentity".getBytes(StandardCharsets.US_ASCII), false));
    }

    private static void query(String outcome, RawConnection.Response response) {
        Matcher code = Pattern.compile("<Code>(\\w+)</Code>").matcher(response.text());
        String got = code.find() ? response.status() + " " + code.group(1) : Integer.toString(response.status());
        assertThat(got).as(response.text()).isEqualTo(outcome);
        conversation.remember(S3Operation.QUERY_PROTOCOL, outcome);
    }

    private static void notBuilt() {
        Set<S3Operation> built = BuiltOperations.all();
        String bucket = conversation.bucket("forms");
        for (RoutingTable.Sample sample : RoutingTable.samples()) {
            if (!built.contains(sample.operation())) {
                String target = sample.target().replace("/bucket/key", "/" + bucket + "/by/form");
                SignedHttp.Answer answer = conversation.send(
                        "owner",
                        sample.method() + " " + target.replace("/bucket", "/" + bucket),
                        new byte[0],
                        headers(sample));
                assertThat(answer.outcome()).as("%s: %s", sample, answer.text()).isEqualTo("501 NotImplemented");
            }
        }
        assertThat(endpoint.owner().send("GET", "/" + bucket + "/by/form").text())
                .as("nothing that is not built touched it")
                .isEqualTo("content");
    }

    private static void complete() {
        for (S3Operation operation : BuiltOperations.all()) {
            if (operation == S3Operation.QUERY_PROTOCOL && !endpoint.isOwn()) {
                continue;
            }
            Set<String> seen = conversation.seen().getOrDefault(operation, Set.of());
            assertThat(seen.stream().anyMatch(answer -> answer.startsWith("2")))
                    .as("%s works: %s", operation, seen)
                    .isNotEqualTo(WITHOUT_SUCCESS.contains(operation));
            assertThat(seen).as("%s is refused", operation).anyMatch(answer -> answer.startsWith("403"));
            assertThat(seen.stream().anyMatch(answer -> answer.startsWith("4") && !answer.startsWith("403")))
                    .as("%s fails as documented: %s", operation, seen)
                    .isNotEqualTo(WITHOUT_ERROR.contains(operation));
        }
    }

    private static void documented() throws IOException {
        Map<String, String> page = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                page.put(row.group("operation"), row.group("answers"));
            }
        }
        Map<String, String> seen = conversation.seen().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().wireName(),
                        entry -> String.join(", ", entry.getValue()),
                        (a, b) -> a,
                        TreeMap::new));
        assertThat(page).containsExactlyInAnyOrderEntriesOf(seen);
    }
}
