package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Operations on buckets over the wire. */
class BucketWireTest {
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

    @Test
    void createsFindsAndDeletesABucket() {
        alice.createBucket(b -> b.bucket("life")
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .createBucketConfiguration(c -> c.locationConstraint(WireServer.REGION)
                        .tags(Tag.builder().key("a").value("b").build())));
        assertThat(alice.headBucket(b -> b.bucket("life")).bucketRegion()).isEqualTo(WireServer.REGION);
        assertThat(alice.getBucketLocation(b -> b.bucket("life")).locationConstraintAsString())
                .isEqualTo(WireServer.REGION);
        assertThat(alice.getBucketTagging(b -> b.bucket("life")).tagSet())
                .containsExactly(Tag.builder().key("a").value("b").build());
        alice.deleteBucket(b -> b.bucket("life"));
        assertThatThrownBy(() -> alice.headBucket(b -> b.bucket("life"))).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void createsOnesOwnBucketAgainAndNobodyElses() {
        alice.createBucket(b -> b.bucket("twice"));
        alice.createBucket(b -> b.bucket("twice"));
        assertThatThrownBy(() -> server.bob().createBucket(b -> b.bucket("twice")))
                .isInstanceOf(BucketAlreadyExistsException.class);
    }

    @Test
    void listsOnlyWhatTheCallerMaySee() {
        server.bob().createBucket(b -> b.bucket("bobs-1"));
        server.bob().createBucket(b -> b.bucket("bobs-2"));
        assertThat(server.bob().listBuckets().buckets())
                .extracting(Bucket::name)
                .containsExactly("bobs-1", "bobs-2");
        assertThat(server.bob().listBucketsPaginator(b -> b.maxBuckets(1)).buckets())
                .extracting(Bucket::name)
                .containsExactly("bobs-1", "bobs-2");
        assertThat(alice.listBuckets().buckets()).extracting(Bucket::name).doesNotContain("bobs-1");
        try (S3Client nobody = server.nobody()) {
            assertThatThrownBy(nobody::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void refusesToDeleteABucketThatHoldsSomething() {
        alice.createBucket(b -> b.bucket("full"));
        alice.putObject(b -> b.bucket("full").key("key"), RequestBody.fromString("x"));
        assertThatThrownBy(() -> alice.deleteBucket(b -> b.bucket("full")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    }

    @Test
    void keepsTagsOfBucketsAndObjects() {
        Tag tag = Tag.builder().key("k").value("v w").build();
        alice.putBucketTagging(b -> b.bucket("bucket").tagging(t -> t.tagSet(tag)));
        assertThat(alice.getBucketTagging(b -> b.bucket("bucket")).tagSet()).isEqualTo(List.of(tag));
        alice.deleteBucketTagging(b -> b.bucket("bucket"));
        assertThatThrownBy(() -> alice.getBucketTagging(b -> b.bucket("bucket")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchTagSet"));
        alice.putObject(b -> b.bucket("bucket").key("tagged"), RequestBody.fromString("x"));
        alice.putObjectTagging(b -> b.bucket("bucket").key("tagged").tagging(t -> t.tagSet(tag)));
        assertThat(alice.getObjectTagging(b -> b.bucket("bucket").key("tagged")).tagSet())
                .isEqualTo(List.of(tag));
        alice.deleteObjectTagging(b -> b.bucket("bucket").key("tagged"));
        assertThat(alice.getObjectTagging(b -> b.bucket("bucket").key("tagged")).tagSet())
                .isEmpty();
        assertThat(alice.getObjectAsBytes(b -> b.bucket("bucket").key("tagged")).asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void saysCleanlyWhatIsNotBuilt() {
        assertThatThrownBy(() -> alice.getBucketAnalyticsConfiguration(
                        b -> b.bucket("bucket").id("x")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(501);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                });
    }
}
