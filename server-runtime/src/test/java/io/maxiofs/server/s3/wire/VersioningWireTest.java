package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions, delete markers and the null version over the wire. */
class VersioningWireTest {
    private static WireServer server;
    private static S3Client alice;

    @BeforeAll
    static void createBucket() {
        server = WireServer.start();
        alice = server.alice();
        alice.createBucket(b -> b.bucket("bucket"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String bucket(String name) {
        alice.createBucket(b -> b.bucket(name));
        versioning(name, BucketVersioningStatus.ENABLED);
        return name;
    }

    private static void versioning(String bucket, BucketVersioningStatus status) {
        alice.putBucketVersioning(b -> b.bucket(bucket).versioningConfiguration(v -> v.status(status)));
        assertThat(alice.getBucketVersioning(b -> b.bucket(bucket)).status()).isEqualTo(status);
    }

    private static String put(String bucket, String body) {
        return alice.putObject(b -> b.bucket(bucket).key("key"), RequestBody.fromString(body))
                .versionId();
    }

    private static String get(String bucket, String version) {
        return alice.getObjectAsBytes(b -> b.bucket(bucket).key("key").versionId(version))
                .asUtf8String();
    }

    @Test
    void keepsEveryVersionUntilItIsRemovedByItsId() {
        String bucket = bucket("kept");
        String first = put(bucket, "1");
        String second = put(bucket, "2");
        DeleteObjectResponse hidden = alice.deleteObject(b -> b.bucket(bucket).key("key"));
        assertThat(hidden.deleteMarker()).isTrue();
        assertThat(get(bucket, first)).isEqualTo("1");
        assertThat(get(bucket, second)).isEqualTo("2");
        ListObjectVersionsResponse listed = alice.listObjectVersions(b -> b.bucket(bucket));
        assertThat(listed.versions()).extracting(ObjectVersion::versionId).containsExactly(second, first);
        assertThat(listed.deleteMarkers()).hasSize(1);
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(hidden.versionId()));
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(second));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(bucket).key("key")).asUtf8String())
                .isEqualTo("1");
    }

    @Test
    void replacesOnlyTheNullVersionWhileSuspended() {
        String bucket = bucket("suspended");
        String first = put(bucket, "1");
        versioning(bucket, BucketVersioningStatus.SUSPENDED);
        assertThat(put(bucket, "2")).isEqualTo("null");
        assertThat(put(bucket, "3")).isEqualTo("null");
        assertThat(get(bucket, "null")).isEqualTo("3");
        assertThat(get(bucket, first)).isEqualTo("1");
        DeleteObjectResponse hidden = alice.deleteObject(b -> b.bucket(bucket).key("key"));
        assertThat(hidden.versionId()).isEqualTo("null");
        assertThat(hidden.deleteMarker()).isTrue();
        assertThat(alice.listObjectVersions(b -> b.bucket(bucket)).versions()).hasSize(1);
    }

    @Test
    void deletesManyVersionsAtOnce() {
        String bucket = bucket("many");
        String first = put(bucket, "1");
        put(bucket, "2");
        DeleteObjectsResponse reply = alice.deleteObjects(b -> b.bucket(bucket)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("key").versionId(first).build(),
                        ObjectIdentifier.builder().key("key").build(),
                        ObjectIdentifier.builder().key("other").build())));
        assertThat(reply.errors()).isEmpty();
        assertThat(reply.deleted()).extracting(DeletedObject::key).containsExactly("key", "key", "other");
        assertThat(reply.deleted().get(0).versionId()).isEqualTo(first);
        assertThat(reply.deleted().get(1).deleteMarker()).isTrue();
        assertThat(reply.deleted().get(1).deleteMarkerVersionId()).isNotEmpty();
    }

    @Test
    void bringsAnOldVersionBackByCopy() {
        String bucket = bucket("restored");
        String first = put(bucket, "1");
        put(bucket, "2");
        alice.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("key")
                .sourceVersionId(first)
                .destinationBucket(bucket)
                .destinationKey("key"));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(bucket).key("key")).asUtf8String())
                .isEqualTo("1");
    }

    @Test
    void tellsADeleteMarkerNamedByItsId() {
        String bucket = bucket("marker");
        put(bucket, "1");
        String marker = alice.deleteObject(b -> b.bucket(bucket).key("key")).versionId();
        assertThatThrownBy(() -> get(bucket, marker)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(405);
            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                    .contains("true");
        });
    }
}
