package io.maxiofs.server.s3.operation.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** GetObjectLockConfiguration and PutObjectLockConfiguration, and what default retention does to what is written. */
class ObjectLockConfigurationWireTest {
    private static WireServer server;
    private static S3Client alice;

    @BeforeAll
    static void start() {
        server = WireServer.start();
        alice = server.alice();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void configure(String bucket, Consumer<DefaultRetention.Builder> retention) {
        alice.putObjectLockConfiguration(b -> b.bucket(bucket)
                .objectLockConfiguration(
                        c -> c.objectLockEnabled(ObjectLockEnabled.ENABLED).rule(r -> r.defaultRetention(retention))));
    }

    private static ObjectLockConfiguration configuration(String bucket) {
        return alice.getObjectLockConfiguration(b -> b.bucket(bucket)).objectLockConfiguration();
    }

    private static String put(String bucket, String document) {
        try {
            RawConnection.Response response =
                    server.call("PUT", "/" + bucket, "object-lock=", document.getBytes(StandardCharsets.UTF_8));
            String text = response.text();
            int code = text.indexOf("<Code>");
            return response.status() + (code < 0 ? "" : " " + text.substring(code + 6, text.indexOf("</Code>")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String document(String content) {
        return "<ObjectLockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content
                + "</ObjectLockConfiguration>";
    }

    @Test
    void keepsWhatWasConfigured() {
        String bucket = LockedBuckets.create(alice, "configured");
        assertThat(configuration(bucket).objectLockEnabled()).isEqualTo(ObjectLockEnabled.ENABLED);
        assertThat(configuration(bucket).rule()).isNull();
        configure(bucket, r -> r.mode(ObjectLockRetentionMode.GOVERNANCE).days(3));
        assertThat(configuration(bucket).rule().defaultRetention().days()).isEqualTo(3);
        configure(bucket, r -> r.mode(ObjectLockRetentionMode.COMPLIANCE).years(1));
        DefaultRetention years = configuration(bucket).rule().defaultRetention();
        assertThat(years.years()).isEqualTo(1);
        assertThat(years.days()).isNull();
        assertThat(years.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
        alice.putObjectLockConfiguration(
                b -> b.bucket(bucket).objectLockConfiguration(c -> c.objectLockEnabled(ObjectLockEnabled.ENABLED)));
        assertThat(configuration(bucket).rule()).isNull();
    }

    @Test
    void needsVersioningToBeTurnedOn() {
        alice.createBucket(b -> b.bucket("later"));
        Refused.with(404, "ObjectLockConfigurationNotFoundError", () -> configuration("later"));
        Refused.with(
                409,
                "InvalidBucketState",
                () -> configure(
                        "later", r -> r.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)));
        alice.putBucketVersioning(
                b -> b.bucket("later").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        configure("later", r -> r.mode(ObjectLockRetentionMode.GOVERNANCE).days(1));
        assertThat(configuration("later").rule().defaultRetention().days()).isEqualTo(1);
        Refused.with(
                409,
                "InvalidBucketState",
                () -> alice.putBucketVersioning(b ->
                        b.bucket("later").versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED))));
    }

    @Test
    void answersForMissingBuckets() {
        Refused.with(404, "NoSuchBucket", () -> configuration("missing"));
        Refused.with(
                404,
                "NoSuchBucket",
                () -> configure(
                        "missing",
                        r -> r.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "<Mode>GOVERNANCE</Mode><Days>0</Days>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Days>-1</Days>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Years>0</Years>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Days>36501</Days>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Years>101</Years>, 400 InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Days>one</Days>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode>, 400 MalformedXML",
        "<Mode>governance</Mode><Days>1</Days>, 400 MalformedXML",
        "<Mode>abc</Mode><Days>1</Days>, 400 MalformedXML",
        "<Days>1</Days>, 400 MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>36500</Days>, 200"
    })
    void checksRules(String retention, String outcome) {
        if (alice.listBuckets().buckets().stream().noneMatch(b -> b.name().equals("checked"))) {
            LockedBuckets.create(alice, "checked");
        }
        String rule = "<Rule><DefaultRetention>" + retention + "</DefaultRetention></Rule>";
        assertThat(put("checked", document("<ObjectLockEnabled>Enabled</ObjectLockEnabled>" + rule)))
                .isEqualTo(outcome);
    }

    @Test
    void checksTheDocument() {
        String bucket = LockedBuckets.create(alice, "documents");
        assertThat(put(bucket, document("<ObjectLockEnabled>Disabled</ObjectLockEnabled>")))
                .isEqualTo("400 MalformedXML");
        assertThat(put(bucket, document(""))).isEqualTo("400 MalformedXML");
        assertThat(put(bucket, "<Other/>")).isEqualTo("400 MalformedXML");
        assertThat(put(bucket, "")).isEqualTo("400 MissingRequestBodyError");
        assertThat(put(bucket, document("<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule/>")))
                .isEqualTo("400 MalformedXML");
    }

    @Test
    void retainsWhatIsWrittenCopiedAndCompleted() {
        String bucket = LockedBuckets.create(alice, "defaults");
        configure(bucket, r -> r.mode(ObjectLockRetentionMode.COMPLIANCE).days(2));
        Instant atLeast = LockedBuckets.inDays(2);
        LockedBuckets.put(alice, bucket, "put");
        alice.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("put")
                .destinationBucket(bucket)
                .destinationKey("copied"));
        upload(bucket, "completed");
        for (String key : List.of("put", "copied", "completed")) {
            HeadObjectResponse head = alice.headObject(b -> b.bucket(bucket).key(key));
            assertThat(head.objectLockMode()).as(key).isEqualTo(ObjectLockMode.COMPLIANCE);
            assertThat(head.objectLockRetainUntilDate()).isBetween(atLeast, atLeast.plus(Duration.ofMinutes(10)));
            Refused.with(
                    403,
                    "AccessDenied",
                    () -> alice.deleteObject(b -> b.bucket(bucket)
                            .key(key)
                            .versionId(head.versionId())
                            .bypassGovernanceRetention(true)));
        }
    }

    private static void upload(String bucket, String key) {
        String id = alice.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
        String tag = alice.uploadPart(
                        b -> b.bucket(bucket).key(key).uploadId(id).partNumber(1), RequestBody.fromString("part"))
                .eTag();
        alice.completeMultipartUpload(b -> b.bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
    }

    /** Lock that is turned on, and retention that is set, while an upload is under way counts for what comes of it. */
    @Test
    void retainsUploadsThatBeganBefore() {
        String bucket = LockedBuckets.create(alice, "underway");
        String id =
                alice.createMultipartUpload(b -> b.bucket(bucket).key("key")).uploadId();
        String tag = alice.uploadPart(
                        b -> b.bucket(bucket).key("key").uploadId(id).partNumber(1), RequestBody.fromString("part"))
                .eTag();
        configure(bucket, r -> r.mode(ObjectLockRetentionMode.GOVERNANCE).days(1));
        alice.completeMultipartUpload(b -> b.bucket(bucket)
                .key("key")
                .uploadId(id)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
        assertThat(alice.headObject(b -> b.bucket(bucket).key("key")).objectLockMode())
                .isEqualTo(ObjectLockMode.GOVERNANCE);
    }

    @Test
    void letsARequestChooseOtherwise() {
        String bucket = LockedBuckets.create(alice, "chosen");
        configure(bucket, r -> r.mode(ObjectLockRetentionMode.COMPLIANCE).days(2));
        Instant until = LockedBuckets.inDays(9);
        LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.GOVERNANCE, until);
        HeadObjectResponse head = alice.headObject(b -> b.bucket(bucket).key("key"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
        assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    }
}
