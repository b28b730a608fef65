package io.maxiofs.server.s3.operation.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Steps that the tests of object lock share. */
final class LockedBuckets {
    private LockedBuckets() {}

    static String create(S3Client client, String name) {
        client.createBucket(b -> b.bucket(name).objectLockEnabledForBucket(true));
        return name;
    }

    /** A moment that many days from now, on a full second. */
    static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    static String put(S3Client client, String bucket, String key) {
        return client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("hello"))
                .versionId();
    }

    static String putRetained(S3Client client, String bucket, String key, ObjectLockMode mode, Instant until) {
        return client.putObject(
                        b -> b.bucket(bucket).key(key).objectLockMode(mode).objectLockRetainUntilDate(until),
                        RequestBody.fromString("hello"))
                .versionId();
    }

    static void retain(
            S3Client client,
            String bucket,
            String version,
            ObjectLockRetentionMode mode,
            Instant until,
            @Nullable Boolean bypass) {
        client.putObjectRetention(b -> b.bucket(bucket)
                .key("key")
                .versionId(version)
                .bypassGovernanceRetention(bypass)
                .retention(r -> r.mode(mode).retainUntilDate(until)));
    }
}
