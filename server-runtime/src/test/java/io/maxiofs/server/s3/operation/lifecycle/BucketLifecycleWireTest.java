package io.maxiofs.server.s3.operation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/** GetBucketLifecycleConfiguration, PutBucketLifecycleConfiguration, DeleteBucketLifecycle, and what they lead to. */
class BucketLifecycleWireTest {
    private static WireServer wire;
    private static S3Client alice;
    private static final Pattern EXPIRATION = Pattern.compile("expiry-date=\"([^\"]+)\", rule-id=\"([^\"]+)\"");

    @BeforeAll
    static void start() {
        wire = WireServer.start(OperationSettings.Data.STANDARD);
        alice = wire.alice();
    }

    @AfterAll
    static void stop() {
        wire.close();
    }

    private static String bucket(String name) {
        alice.createBucket(b -> b.bucket(name));
        return name;
    }

    private static void put(S3Client client, String bucket, LifecycleRule... rules) {
        client.putBucketLifecycleConfiguration(b -> b.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
    }

    private static LifecycleRule days(String id, String prefix, int days) {
        return LifecycleRule.builder()
                .id(id)
                .filter(f -> f.prefix(prefix))
                .status(ExpirationStatus.ENABLED)
                .expiration(e -> e.days(days))
                .build();
    }

    @Test
    void keepsRulesUntilTheyAreRemoved() {
        String bucket = bucket("rules");
        Refused.with(
                404,
                "NoSuchLifecycleConfiguration",
                () -> alice.getBucketLifecycleConfiguration(b -> b.bucket(bucket)));
        LifecycleRule one = days("one", "a/", 3);
        LifecycleRule two = LifecycleRule.builder()
                .id("two")
                .filter(f -> f.and(a -> a.prefix("b/")
                        .objectSizeGreaterThan(5L)
                        .tags(Tag.builder().key("k").value("v").build())))
                .status(ExpirationStatus.DISABLED)
                .noncurrentVersionExpiration(n -> n.noncurrentDays(4).newerNoncurrentVersions(2))
                .build();
        put(alice, bucket, one, two);
        GetBucketLifecycleConfigurationResponse kept = alice.getBucketLifecycleConfiguration(b -> b.bucket(bucket));
        assertThat(kept.rules()).containsExactly(one, two);
        assertThat(kept.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K);
        alice.putBucketLifecycleConfiguration(b -> b.bucket(bucket)
                .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .lifecycleConfiguration(c -> c.rules(one)));
        assertThat(alice.getBucketLifecycleConfiguration(b -> b.bucket(bucket)).transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
        alice.deleteBucketLifecycle(b -> b.bucket(bucket));
        Refused.with(
                404,
                "NoSuchLifecycleConfiguration",
                () -> alice.getBucketLifecycleConfiguration(b -> b.bucket(bucket)));
    }

    @Test
    void refusesWhatItWillNotDo() throws IOException {
        String bucket = bucket("refused");
        Refused.with(
                400,
                "InvalidStorageClass",
                () -> put(
                        alice,
                        bucket,
                        LifecycleRule.builder()
                                .id("cold")
                                .filter(f -> f.prefix(""))
                                .status(ExpirationStatus.ENABLED)
                                .transitions(Transition.builder()
                                        .days(1)
                                        .storageClass(TransitionStorageClass.GLACIER)
                                        .build())
                                .build()));
        Refused.with(400, "InvalidArgument", () -> put(alice, bucket, days("x", "", 0)));
        Refused.with(400, "InvalidArgument", () -> put(alice, bucket, days("x", "a", 1), days("x", "b", 1)));
        RawConnection.Response response = wire.call(
                "PUT", "/" + bucket, "lifecycle=", "<LifecycleConfiguration/>".getBytes(StandardCharsets.UTF_8));
        assertThat(response.text()).contains("<Code>MalformedXML</Code>");
        Refused.with(
                404,
                "NoSuchLifecycleConfiguration",
                () -> alice.getBucketLifecycleConfiguration(b -> b.bucket(bucket)));
    }

    @Test
    void tellsWhenAnObjectExpires() {
        String bucket = bucket("told");
        put(alice, bucket, days("late rule", "a/", 5), days("early", "a/b", 1));
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String expiration = alice.putObject(b -> b.bucket(bucket).key("a/x"), RequestBody.fromString("x"))
                .expiration();
        check(expiration, "late%20rule", midnight, 6);
        check(alice.headObject(b -> b.bucket(bucket).key("a/x")).expiration(), "late%20rule", midnight, 6);
        alice.putObject(b -> b.bucket(bucket).key("a/b"), RequestBody.fromString("x"));
        check(
                alice.getObjectAsBytes(b -> b.bucket(bucket).key("a/b"))
                        .response()
                        .expiration(),
                "early",
                midnight,
                2);
        check(
                alice.copyObject(b -> b.sourceBucket(bucket)
                                .sourceKey("a/b")
                                .destinationBucket(bucket)
                                .destinationKey("a/copy"))
                        .expiration(),
                "late%20rule",
                midnight,
                6);
        assertThat(alice.putObject(b -> b.bucket(bucket).key("c"), RequestBody.fromString("x"))
                        .expiration())
                .isNull();
    }

    /** The day may end between the request and the look at the clock. */
    private static void check(String header, String ruleId, Instant midnight, int days) {
        Matcher matcher = EXPIRATION.matcher(header);
        assertThat(matcher.matches()).as(header).isTrue();
        assertThat(matcher.group(2)).isEqualTo(ruleId);
        Instant at = ZonedDateTime.parse(matcher.group(1), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(List.of(midnight.plus(days, ChronoUnit.DAYS), midnight.plus(days + 1, ChronoUnit.DAYS)))
                .contains(at);
    }

    @Test
    void expiresInDaysOfASecond() {
        try (TestServer server = TestServer.start(Map.of("lifecycle.day-seconds", "1"))) {
            S3Client client = server.s3();
            client.createBucket(b -> b.bucket("short"));
            client.putObject(b -> b.bucket("short").key("gone"), RequestBody.fromString("x"));
            client.putObject(b -> b.bucket("short").key("kept"), RequestBody.fromString("x"));
            put(client, "short", days("one", "gone", 1));
            awaitKeys(client, "short", List.of("kept"));
            client.putBucketVersioning(
                    b -> b.bucket("short").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
            client.putObject(b -> b.bucket("short").key("gone"), RequestBody.fromString("x"));
            awaitKeys(client, "short", List.of("kept"));
            assertThat(client.listObjectVersions(b -> b.bucket("short").prefix("gone"))
                            .versions())
                    .as("hidden, not removed")
                    .hasSize(1);
        }
    }

    private static void awaitKeys(S3Client client, String bucket, List<String> keys) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        List<String> found;
        do {
            found = client.listObjectsV2(b -> b.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .toList();
            LockSupport.parkNanos(50_000_000L);
        } while (!found.equals(keys) && System.nanoTime() < deadline);
        assertThat(found).isEqualTo(keys);
    }
}
