package io.maxiofs.server.s3.operation.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** GetObjectRetention and PutObjectRetention. */
class ObjectRetentionWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static final ObjectLockRetentionMode GOVERNANCE = ObjectLockRetentionMode.GOVERNANCE;
    private static final ObjectLockRetentionMode COMPLIANCE = ObjectLockRetentionMode.COMPLIANCE;

    @BeforeAll
    static void start() {
        server = WireServer.start();
        alice = server.alice();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ObjectLockRetention retention(String bucket, String version) {
        return alice.getObjectRetention(b -> b.bucket(bucket).key("key").versionId(version))
                .retention();
    }

    private static void refuses(Runnable change) {
        Refused.with(403, "AccessDenied", change::run);
    }

    @Test
    void tellsWhatWasSetAndKeepsTheVersion() {
        String bucket = LockedBuckets.create(alice, "set");
        String version = LockedBuckets.put(alice, bucket, "key");
        Refused.with(404, "NoSuchObjectLockConfiguration", () -> retention(bucket, version));
        Instant until = LockedBuckets.inDays(1);
        LockedBuckets.retain(alice, bucket, version, GOVERNANCE, until, null);
        assertThat(retention(bucket, version).mode()).isEqualTo(GOVERNANCE);
        assertThat(retention(bucket, version).retainUntilDate()).isEqualTo(until);
        refuses(() -> alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(version)));
        assertThat(alice.deleteObject(b -> b.bucket(bucket).key("key")).deleteMarker())
                .as("hiding is allowed")
                .isTrue();
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(version).bypassGovernanceRetention(true));
    }

    @Test
    void weakensGovernanceOnlyByBypass() {
        String bucket = LockedBuckets.create(alice, "governed");
        Instant until = LockedBuckets.inDays(5);
        String version = LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.GOVERNANCE, until);
        Instant shorter = LockedBuckets.inDays(2);
        refuses(() -> LockedBuckets.retain(alice, bucket, version, GOVERNANCE, shorter, null));
        refuses(() -> LockedBuckets.retain(alice, bucket, version, COMPLIANCE, until, false));
        refuses(() -> alice.putObjectRetention(
                b -> b.bucket(bucket).key("key").versionId(version).retention(r -> {})));
        Instant longer = LockedBuckets.inDays(6);
        LockedBuckets.retain(alice, bucket, version, GOVERNANCE, longer, null);
        LockedBuckets.retain(alice, bucket, version, GOVERNANCE, shorter, true);
        assertThat(retention(bucket, version).retainUntilDate()).isEqualTo(shorter);
        alice.putObjectRetention(b -> b.bucket(bucket)
                .key("key")
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(r -> {}));
        Refused.with(404, "NoSuchObjectLockConfiguration", () -> retention(bucket, version));
    }

    @Test
    void neverWeakensCompliance() {
        String bucket = LockedBuckets.create(alice, "complied");
        Instant until = LockedBuckets.inDays(5);
        String version = LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.COMPLIANCE, until);
        Instant shorter = LockedBuckets.inDays(2);
        for (boolean bypass : new boolean[] {false, true}) {
            refuses(() -> LockedBuckets.retain(alice, bucket, version, COMPLIANCE, shorter, bypass));
            refuses(() -> LockedBuckets.retain(alice, bucket, version, GOVERNANCE, until, bypass));
            refuses(() -> alice.putObjectRetention(b -> b.bucket(bucket)
                    .key("key")
                    .versionId(version)
                    .bypassGovernanceRetention(bypass)
                    .retention(r -> {})));
        }
        Instant longer = LockedBuckets.inDays(6);
        LockedBuckets.retain(alice, bucket, version, COMPLIANCE, longer, null);
        assertThat(retention(bucket, version).retainUntilDate()).isEqualTo(longer);
    }

    @Test
    void needsALockedBucket() {
        alice.createBucket(b -> b.bucket("open"));
        LockedBuckets.put(alice, "open", "key");
        Refused.with(
                400,
                "InvalidRequest",
                () -> alice.getObjectRetention(b -> b.bucket("open").key("key")));
        Refused.with(
                400,
                "InvalidRequest",
                () -> alice.putObjectRetention(b -> b.bucket("open")
                        .key("key")
                        .retention(r -> r.mode(GOVERNANCE).retainUntilDate(LockedBuckets.inDays(1)))));
    }

    @Test
    void answersForWhatIsMissing() {
        String bucket = LockedBuckets.create(alice, "missing");
        Refused.with(
                404,
                "NoSuchKey",
                () -> alice.getObjectRetention(b -> b.bucket(bucket).key("none")));
        String version = LockedBuckets.put(alice, bucket, "key");
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(version));
        Refused.with(
                404,
                "NoSuchVersion",
                () -> LockedBuckets.retain(alice, bucket, version, GOVERNANCE, LockedBuckets.inDays(1), null));
    }

    @ParameterizedTest
    @CsvSource({
        "<Mode>abc</Mode><RetainUntilDate>2090-01-01T00:00:00Z</RetainUntilDate>, 400 MalformedXML",
        "<Mode>governance</Mode><RetainUntilDate>2090-01-01T00:00:00Z</RetainUntilDate>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode>, 400 MalformedXML",
        "<RetainUntilDate>2090-01-01T00:00:00Z</RetainUntilDate>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>soon</RetainUntilDate>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>+999999999-01-01T00:00:00Z</RetainUntilDate>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>2020-01-01T00:00:00Z</RetainUntilDate>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>2090-01-01T00:00:00+02:00</RetainUntilDate>, 200"
    })
    void checksTheDocument(String content, String outcome) throws IOException {
        if (alice.listBuckets().buckets().stream().noneMatch(b -> b.name().equals("documents"))) {
            LockedBuckets.put(alice, LockedBuckets.create(alice, "documents"), "key");
        }
        RawConnection.Response response = server.call(
                "PUT",
                "/documents/key",
                "retention=",
                ("<Retention>" + content + "</Retention>").getBytes(StandardCharsets.UTF_8));
        String text = response.text();
        int code = text.indexOf("<Code>");
        assertThat(response.status() + (code < 0 ? "" : " " + text.substring(code + 6, text.indexOf("</Code>"))))
                .isEqualTo(outcome);
    }
}
