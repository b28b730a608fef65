package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** CopyObject, and reading multipart objects by part, over the wire. */
class CopyWireTest {
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

    private static final int PART_BYTES = 5 << 20;

    @Test
    void copiesWithinAndAcrossBuckets() {
        alice.createBucket(b -> b.bucket("target"));
        alice.putObject(
                b -> b.bucket("bucket")
                        .key("a b+c/\u00e9")
                        .metadata(Map.of("x", "y"))
                        .tagging("t=1"),
                RequestBody.fromString("hello"));
        CopyObjectResponse copied = alice.copyObject(b -> b.sourceBucket("bucket")
                .sourceKey("a b+c/\u00e9")
                .destinationBucket("target")
                .destinationKey("copy"));
        assertThat(copied.copyObjectResult().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        ResponseBytes<GetObjectResponse> got =
                alice.getObjectAsBytes(b -> b.bucket("target").key("copy"));
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().metadata()).isEqualTo(Map.of("x", "y"));
        assertThat(got.response().tagCount()).isEqualTo(1);
        alice.copyObject(b -> b.sourceBucket("target")
                .sourceKey("copy")
                .destinationBucket("target")
                .destinationKey("copy")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("new", "1"))
                .taggingDirective(TaggingDirective.REPLACE));
        got = alice.getObjectAsBytes(b -> b.bucket("target").key("copy"));
        assertThat(got.response().metadata()).isEqualTo(Map.of("new", "1"));
        assertThat(got.response().tagCount()).isNull();
    }

    /** Attack class 4: the source of a copy is authorised on its own. */
    @Test
    void copiesNothingTheCallerMayNotRead() {
        alice.putObject(b -> b.bucket("bucket").key("secret"), RequestBody.fromString("secret"));
        server.bob().createBucket(b -> b.bucket("bobs"));
        assertThatThrownBy(() -> server.bob()
                        .copyObject(b -> b.sourceBucket("bucket")
                                .sourceKey("secret")
                                .destinationBucket("bobs")
                                .destinationKey("stolen")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        assertThat(server.bob().listObjectsV2(b -> b.bucket("bobs")).contents()).isEmpty();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void uploadTwoParts(String key) {
        String id =
                alice.createMultipartUpload(b -> b.bucket("bucket").key(key)).uploadId();
        String first = alice.uploadPart(
                        b -> b.bucket("bucket").key(key).uploadId(id).partNumber(1),
                        RequestBody.fromBytes(bytes(PART_BYTES)))
                .eTag();
        String second = alice.uploadPart(
                        b -> b.bucket("bucket").key(key).uploadId(id).partNumber(2), RequestBody.fromString("tail"))
                .eTag();
        alice.completeMultipartUpload(b -> b.bucket("bucket")
                .key(key)
                .uploadId(id)
                .multipartUpload(m -> m.parts(
                        CompletedPart.builder().partNumber(1).eTag(first).build(),
                        CompletedPart.builder().partNumber(2).eTag(second).build())));
    }

    @Test
    void readsPartsOfAMultipartObject() {
        uploadTwoParts("parts");
        ResponseBytes<GetObjectResponse> second =
                alice.getObjectAsBytes(b -> b.bucket("bucket").key("parts").partNumber(2));
        assertThat(second.asUtf8String()).isEqualTo("tail");
        assertThat(second.response().partsCount()).isEqualTo(2);
        assertThat(second.response().contentRange())
                .isEqualTo("bytes " + PART_BYTES + "-" + (PART_BYTES + 3) + "/" + (PART_BYTES + 4));
        assertThat(second.response().eTag()).endsWith("-2\"");
        assertThat(alice.headObject(b -> b.bucket("bucket").key("parts").partNumber(1))
                        .contentLength())
                .isEqualTo(PART_BYTES);
        assertThatThrownBy(() -> alice.getObjectAsBytes(
                        b -> b.bucket("bucket").key("parts").partNumber(3)))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(416);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidPartNumber");
                });
        GetObjectAttributesResponse attributes = alice.getObjectAttributes(b -> b.bucket("bucket")
                .key("parts")
                .objectAttributes(ObjectAttributes.OBJECT_PARTS, ObjectAttributes.OBJECT_SIZE, ObjectAttributes.E_TAG));
        assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(2);
        assertThat(attributes.objectSize()).isEqualTo(PART_BYTES + 4L);
        assertThat(attributes.eTag()).endsWith("-2");
    }

    @Test
    void copiesAMultipartObjectAsOne() {
        uploadTwoParts("large");
        alice.copyObject(b -> b.sourceBucket("bucket")
                .sourceKey("large")
                .destinationBucket("bucket")
                .destinationKey("large-copy"));
        ResponseBytes<GetObjectResponse> copy =
                alice.getObjectAsBytes(b -> b.bucket("bucket").key("large-copy").checksumMode(ChecksumMode.ENABLED));
        assertThat(copy.asByteArray()).hasSize(PART_BYTES + 4).startsWith(Arrays.copyOf(bytes(PART_BYTES), 1000));
        assertThat(copy.response().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(copy.response().partsCount()).isNull();
    }
}
