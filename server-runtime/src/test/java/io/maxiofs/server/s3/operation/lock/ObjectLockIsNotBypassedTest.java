package io.maxiofs.server.s3.operation.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Attack class 12: lock is bypassed by nobody who may not, and by no configuration that cannot be read. */
class ObjectLockIsNotBypassedTest {
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

    @Test
    void askingForBypassIsNotHavingIt() {
        String bucket = LockedBuckets.create(alice, "denied");
        Instant until = LockedBuckets.inDays(5);
        String version = LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.GOVERNANCE, until);
        deny(bucket, "s3:BypassGovernanceRetention");
        Refused.with(
                403,
                "AccessDenied",
                () -> alice.deleteObject(
                        b -> b.bucket(bucket).key("key").versionId(version).bypassGovernanceRetention(true)));
        Refused.with(
                403,
                "AccessDenied",
                () -> LockedBuckets.retain(
                        alice, bucket, version, ObjectLockRetentionMode.GOVERNANCE, LockedBuckets.inDays(1), true));
        assertThat(alice.deleteObjects(b -> b.bucket(bucket)
                                .bypassGovernanceRetention(true)
                                .delete(d -> d.objects(ObjectIdentifier.builder()
                                        .key("key")
                                        .versionId(version)
                                        .build())))
                        .errors())
                .hasSize(1);
        set(bucket, BucketSetting.POLICY, null);
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(version).bypassGovernanceRetention(true));
    }

    @Test
    void writingAnObjectIsNotLockingIt() {
        String bucket = LockedBuckets.create(alice, "writer");
        deny(bucket, "s3:PutObjectRetention", "s3:PutObjectLegalHold");
        Refused.with(
                403,
                "AccessDenied",
                () -> LockedBuckets.putRetained(
                        alice, bucket, "key", ObjectLockMode.COMPLIANCE, LockedBuckets.inDays(5)));
        Refused.with(
                403,
                "AccessDenied",
                () -> alice.createMultipartUpload(
                        b -> b.bucket(bucket).key("key").objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON)));
        LockedBuckets.put(alice, bucket, "key");
    }

    @Test
    void readingAnObjectIsNotReadingItsLock() {
        String bucket = LockedBuckets.create(alice, "reader");
        LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.GOVERNANCE, LockedBuckets.inDays(5));
        deny(bucket, "s3:GetObjectRetention");
        HeadObjectResponse head = alice.headObject(b -> b.bucket(bucket).key("key"));
        assertThat(head.objectLockMode()).isNull();
        assertThat(head.objectLockRetainUntilDate()).isNull();
        set(bucket, BucketSetting.POLICY, null);
        assertThat(alice.headObject(b -> b.bucket(bucket).key("key")).objectLockMode())
                .isEqualTo(ObjectLockMode.GOVERNANCE);
    }

    @Test
    void aConfigurationThatCannotBeReadLetsNothingBeWritten() {
        String bucket = LockedBuckets.create(alice, "unreadable");
        String id =
                alice.createMultipartUpload(b -> b.bucket(bucket).key("upload")).uploadId();
        String tag = alice.uploadPart(
                        b -> b.bucket(bucket).key("upload").uploadId(id).partNumber(1), RequestBody.fromString("part"))
                .eTag();
        set(bucket, BucketSetting.OBJECT_LOCK, "FOREVER");
        Refused.with(403, "AccessDenied", () -> LockedBuckets.put(alice, bucket, "key"));
        assertThatThrownBy(() -> alice.completeMultipartUpload(b -> b.bucket(bucket)
                        .key("upload")
                        .uploadId(id)
                        .multipartUpload(m -> m.parts(
                                CompletedPart.builder().partNumber(1).eTag(tag).build()))))
                .hasMessageContaining("Access Denied");
        Refused.with(409, "InvalidBucketState", () -> alice.getObjectLockConfiguration(b -> b.bucket(bucket)));
        assertThat(alice.listObjectVersions(b -> b.bucket(bucket)).versions()).isEmpty();
    }

    /** Whatever else they may, nobody may do this any more. */
    private static void deny(String bucket, String... actions) {
        set(bucket, BucketSetting.POLICY, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": ["%s"], "Resource": "arn:aws:s3:::%s/*"}]}""".formatted(String.join("\", \"", actions), bucket));
    }

    private static void set(String name, BucketSetting setting, @Nullable String text) {
        server.store()
                .buckets()
                .update(new BucketName(name), bucket -> bucket.withSetting(setting, text))
                .join();
    }

    @Test
    void aBucketWithLockedVersionsStays() {
        String bucket = LockedBuckets.create(alice, "kept");
        LockedBuckets.putRetained(alice, bucket, "key", ObjectLockMode.COMPLIANCE, LockedBuckets.inDays(5));
        Refused.with(409, "BucketNotEmpty", () -> alice.deleteBucket(b -> b.bucket(bucket)));
    }
}
