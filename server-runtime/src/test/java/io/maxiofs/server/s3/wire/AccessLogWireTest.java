package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.http.RawConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Access logs as they arrive in the target bucket, and visits of websites over the wire. */
class AccessLogWireTest {
    private static WireServer server;
    private static S3Client alice;

    /** The fields, quoted ones and the time in brackets counting as one. */
    private static final Pattern FIELD = Pattern.compile("\\[[^]]*]|\"[^\"]*\"|\\S+");

    @BeforeAll
    static void createBuckets() {
        server = WireServer.start();
        alice = server.alice();
        for (String bucket : List.of("logged", "plain", "logs")) {
            alice.createBucket(b -> b.bucket(bucket));
        }
        alice.createBucket(b -> b.bucket("guarded-logs"));
        alice.putBucketPolicy(b -> b.bucket("guarded-logs").policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny",
                 "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::guarded-logs/*",
                 "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::to-refused"}}}]}"""));
        alice.putBucketLogging(b -> b.bucket("logged")
                .bucketLoggingStatus(
                        s -> s.loggingEnabled(l -> l.targetBucket("logs").targetPrefix("access/"))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> logged(String prefix, int lines) {
        return logged("logs", prefix, lines);
    }

    private static List<String> logged(String bucket, String prefix, int lines) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            List<String> all = alice.listObjectsV2(b -> b.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .flatMap(key -> alice.getObjectAsBytes(b -> b.bucket(bucket).key(key))
                            .asUtf8String()
                            .lines())
                    .toList();
            if (all.size() >= lines) {
                return all;
            }
            assertThat(System.nanoTime()).as("%s", all).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static List<String> fields(String line) {
        return FIELD.matcher(line).results().map(MatchResult::group).toList();
    }

    @Test
    void deliversALineForEveryRequest() throws IOException {
        alice.putObject(b -> b.bucket("logged").key("a b"), RequestBody.fromString("12345"));
        alice.putObject(b -> b.bucket("plain").key("a b"), RequestBody.fromString("12345"));
        assertThat(server.call(
                                "GET",
                                "/logged/a%20b",
                                "",
                                new byte[0],
                                "User-Agent",
                                "a \"quoted\" agent",
                                "Referer",
                                "r")
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> alice.getObject(b -> b.bucket("logged").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        try (RawConnection connection = server.connect()) {
            connection.exchange("GET", "/logged/a%20b", Map.of("Host", "127.0.0.1"), new byte[0]);
        }
        // The first is the one that turned logging on.
        List<String> lines = logged("access/", 5);
        assertThat(lines).hasSize(5).noneMatch(line -> line.contains("plain"));
        assertThat(lines.stream().map(line -> fields(line).get(6)))
                .containsExactlyInAnyOrder(
                        "REST.PUT.LOGGING_STATUS",
                        "REST.PUT.OBJECT",
                        "REST.GET.OBJECT",
                        "REST.GET.OBJECT",
                        "REST.GET.OBJECT");
        List<String> read = fields(lines.stream()
                .filter(line -> line.contains("agent"))
                .findFirst()
                .orElseThrow());
        assertThat(read).hasSize(26);
        assertThat(read.get(0)).isEqualTo("alice-id");
        assertThat(read.get(1)).isEqualTo("logged");
        assertThat(read.get(2)).matches("\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000]");
        assertThat(read.get(3)).isEqualTo("127.0.0.1");
        assertThat(read.get(4)).isEqualTo("alice-id");
        assertThat(read.get(7)).isEqualTo("a%20b");
        assertThat(read.get(8)).isEqualTo("\"GET /logged/a%20b HTTP/1.1\"");
        assertThat(read.subList(9, 13)).containsExactly("200", "-", "5", "5");
        assertThat(read.get(15)).isEqualTo("\"r\"");
        assertThat(read.get(16)).isEqualTo("\"a %22quoted%22 agent\"");
        assertThat(read.get(19)).isEqualTo("SigV4");
        assertThat(read.get(21)).isEqualTo("AuthHeader");
        List<String> missing = fields(lines.stream()
                .filter(line -> line.contains("NoSuchKey"))
                .findFirst()
                .orElseThrow());
        assertThat(missing.subList(9, 11)).containsExactly("404", "NoSuchKey");
        List<String> anonymous = fields(lines.stream()
                .filter(line -> line.contains("AccessDenied"))
                .findFirst()
                .orElseThrow());
        assertThat(anonymous.get(4)).isEqualTo("-");
        assertThat(anonymous.get(9)).isEqualTo("403");
    }

    @Test
    void hasALineForEachKeyThatIsDeletedWithOthers() {
        alice.createBucket(b -> b.bucket("emptied"));
        alice.putObject(b -> b.bucket("emptied").key("one"), RequestBody.fromString("1"));
        alice.putBucketLogging(b -> b.bucket("emptied")
                .bucketLoggingStatus(
                        s -> s.loggingEnabled(l -> l.targetBucket("logs").targetPrefix("emptied/"))));
        alice.deleteObjects(b -> b.bucket("emptied")
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("one").build(),
                        ObjectIdentifier.builder().key("two").eTag("none").build())));
        List<List<String>> lines =
                logged("emptied/", 4).stream().map(AccessLogWireTest::fields).toList();
        assertThat(lines.stream().map(line -> line.get(6)))
                .containsExactlyInAnyOrder(
                        "REST.PUT.LOGGING_STATUS",
                        "REST.POST.MULTI_OBJECT_DELETE",
                        "BATCH.DELETE.OBJECT",
                        "BATCH.DELETE.OBJECT");
        assertThat(lines.stream()
                        .filter(line -> line.get(6).startsWith("BATCH"))
                        .map(line -> line.get(7) + " " + line.get(9) + " " + line.get(10)))
                .containsExactlyInAnyOrder("one 204 -", "two 404 NoSuchKey");
    }

    /** The owner's word is the permission; a policy of the target takes it back for keys it names. */
    @Test
    void deliversNothingThatThePolicyOfTheTargetRefuses() {
        for (String prefix : List.of("refused/", "taken/")) {
            String name = "to-" + prefix.replace("/", "");
            alice.createBucket(b -> b.bucket(name));
            alice.putBucketLogging(b -> b.bucket(name)
                    .bucketLoggingStatus(s ->
                            s.loggingEnabled(l -> l.targetBucket("guarded-logs").targetPrefix(prefix))));
        }
        alice.headBucket(b -> b.bucket("to-refused"));
        alice.headBucket(b -> b.bucket("to-taken"));
        logged("guarded-logs", "taken/", 2);
        assertThat(alice.listObjectsV2(b -> b.bucket("guarded-logs").prefix("refused/"))
                        .contents())
                .isEmpty();
    }

    @Test
    void namesObjectsByDayAndLeavesSignaturesOut() throws IOException {
        alice.createBucket(b -> b.bucket("dated"));
        alice.putBucketLogging(b -> b.bucket("dated")
                .bucketLoggingStatus(s -> s.loggingEnabled(l -> l.targetBucket("logs")
                        .targetPrefix("by-day/")
                        .targetObjectKeyFormat(f ->
                                f.partitionedPrefix(p -> p.partitionDateSource(PartitionDateSource.EVENT_TIME))))));
        String query =
                server.signer("alice").presign("GET", server.endpoint().getAuthority(), "/dated", 300, List.of());
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .exchange(
                                    "GET",
                                    "/dated?" + query,
                                    Map.of("Host", server.endpoint().getAuthority()),
                                    new byte[0])
                            .status())
                    .isEqualTo(200);
        }
        List<String> lines = logged("by-day/", 2);
        String list = lines.stream()
                .filter(l -> l.contains("REST.GET.BUCKET"))
                .findFirst()
                .orElseThrow();
        assertThat(list).contains("QueryString", "X-Amz-Signature=-").doesNotContain(query);
        String key = alice.listObjectsV2(b -> b.bucket("logs").prefix("by-day/"))
                .contents()
                .getFirst()
                .key();
        assertThat(key)
                .matches("by-day/alice-id/eu-test-1/dated/\\d{4}/\\d\\d/\\d\\d/"
                        + "\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d\\d-[0-9A-F]{16}");
    }

    @Test
    void servesVisitsUnderTheSuffix() throws IOException {
        alice.createBucket(b -> b.bucket("pages"));
        alice.putBucketWebsite(b ->
                b.bucket("pages").websiteConfiguration(w -> w.redirectAllRequestsTo(r -> r.hostName("new.example"))));
        RawConnection.Response redirect = visit("GET", "pages", "/a?versionId=x");
        assertThat(redirect.status()).isEqualTo(301);
        assertThat(redirect.header("location")).isEqualTo("http://new.example/a");
        alice.putBucketWebsite(
                b -> b.bucket("pages").websiteConfiguration(w -> w.indexDocument(i -> i.suffix("index.html"))));
        alice.putObject(b -> b.bucket("pages").key("index.html"), RequestBody.fromString("home"));
        RawConnection.Response denied = visit("GET", "pages", "/");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.header("content-type")).startsWith("text/html");
        assertThat(denied.text()).contains("AccessDenied");
        assertThat(visit("HEAD", "pages", "/").status()).isEqualTo(403);
        RawConnection.Response put = visit("PUT", "pages", "/index.html");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("allow")).isEqualTo("GET, HEAD");
        assertThat(visit("GET", "none", "/").text()).contains("NoSuchBucket");
        assertThat(visit("GET", "pages", "/%C3").status()).isEqualTo(400);
        assertThat(alice.getBucketWebsite(b -> b.bucket("pages"))
                        .indexDocument()
                        .suffix())
                .isEqualTo("index.html");
    }

    @Test
    void showsVisitorsWhatAPolicyGivesToEverybody() throws IOException {
        alice.createBucket(b -> b.bucket("open-pages"));
        alice.deletePublicAccessBlock(b -> b.bucket("open-pages"));
        alice.putBucketPolicy(b -> b.bucket("open-pages")
                .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::open-pages/public/*\"}]}"));
        alice.putBucketWebsite(
                b -> b.bucket("open-pages").websiteConfiguration(w -> w.indexDocument(i -> i.suffix("index.html"))));
        for (String key : List.of("public/index.html", "private/index.html")) {
            alice.putObject(
                    b -> b.bucket("open-pages").key(key).contentType("text/html"), RequestBody.fromString("page"));
        }
        RawConnection.Response page = visit("GET", "open-pages", "/public/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("page");
        assertThat(page.header("content-type")).isEqualTo("text/html");
        assertThat(visit("HEAD", "open-pages", "/public/").header("content-length"))
                .isEqualTo("4");
        assertThat(visit("GET", "open-pages", "/public").status()).isIn(302, 403);
        assertThat(visit("GET", "open-pages", "/private/").status()).isEqualTo(403);
        // Who may not list is not told that there is nothing.
        assertThat(visit("GET", "open-pages", "/public/none").status()).isEqualTo(403);
    }

    private static RawConnection.Response visit(String method, String bucket, String target) throws IOException {
        try (RawConnection connection = server.connect()) {
            return connection.exchange(
                    method, target, Map.of("Host", bucket + "." + WireServer.WEBSITE_SUFFIX), new byte[0]);
        }
    }
}
