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
    private static final WireServer SERVER = WireServer.start();
    private static final S3Client ALICE = SERVER.alice();

    @BeforeAll
    static void createBucket() {
        ALICE.createBucket(b -> b.bucket("bucket"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void createsFindsAndDeletesABucket() {
        ALICE.createBucket(b -> b.bucket("life")
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .createBucketConfiguration(c -> c.locationConstraint(WireServer.REGION)
                        .tags(Tag.builder().key("a").value("b").build())));
        assertThat(ALICE.headBucket(b -> b.bucket("life")).bucketRegion()).isEqualTo(WireServer.REGION);
        assertThat(ALICE.getBucketLocation(b -> b.bucket("life")).locationConstraintAsString())
                .isEqualTo(WireServer.REGION);
        assertThat(ALICE.getBucketTagging(b -> b.bucket("life")).tagSet())
                .containsExactly(Tag.builder().key("a").value("b").build());
        ALICE.deleteBucket(b -> b.bucket("life"));
        assertThatThrownBy(() -> ALICE.headBucket(b -> b.bucket("life"))).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void createsOnesOwnBucketAgainAndNobodyElses() {
        ALICE.createBucket(b -> b.bucket("twice"));
        ALICE.createBucket(b -> b.bucket("twice"));
        assertThatThrownBy(() -> SERVER.bob().createBucket(b -> b.bucket("twice")))
                .isInstanceOf(BucketAlreadyExistsException.class);
    }

    @Test
    void listsOnlyWhatTheCallerMaySee() {
        SERVER.bob().createBucket(b -> b.bucket("bobs-1"));
        SERVER.bob().createBucket(b -> b.bucket("bobs-2"));
        assertThat(SERVER.bob().listBuckets().buckets())
                .extracting(Bucket::name)
                .containsExactly("bobs-1", "bobs-2");
        assertThat(SERVER.bob().listBucketsPaginator(b -> b.maxBuckets(1)).buckets())
                .extracting(Bucket::name)
                .containsExactly("bobs-1", "bobs-2");
        assertThat(ALICE.listBuckets().buckets()).extracting(Bucket::name).doesNotContain("bobs-1");
        try (S3Client nobody = SERVER.nobody()) {
            assertThatThrownBy(nobody::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void refusesToDeleteABucketThatHoldsSomething() {
        ALICE.createBucket(b -> b.bucket("full"));
        ALICE.putObject(b -> b.bucket("full").key("key"), RequestBody.fromString("x"));
        assertThatThrownBy(() -> ALICE.deleteBucket(b -> b.bucket("full")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    }

    @Test
    void keepsTagsOfBucketsAndObjects() {
        Tag tag = Tag.builder().key("k").value("v w").build();
        ALICE.putBucketTagging(b -> b.bucket("bucket").tagging(t -> t.tagSet(tag)));
        assertThat(ALICE.getBucketTagging(b -> b.bucket("bucket")).tagSet()).isEqualTo(List.of(tag));
        ALICE.deleteBucketTagging(b -> b.bucket("bucket"));
        assertThatThrownBy(() -> ALICE.getBucketTagging(b -> b.bucket("bucket")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchTagSet"));
        ALICE.putObject(b -> b.bucket("bucket").key("tagged"), RequestBody.fromString("x"));
        ALICE.putObjectTagging(b -> b.bucket("bucket").key("tagged").tagging(t -> t.tagSet(tag)));
        assertThat(ALICE.getObjectTagging(b -> b.bucket("bucket").key("tagged")).tagSet())
                .isEqualTo(List.of(tag));
        ALICE.deleteObjectTagging(b -> b.bucket("bucket").key("tagged"));
        assertThat(ALICE.getObjectTagging(b -> b.bucket("bucket").key("tagged")).tagSet())
                .isEmpty();
        assertThat(ALICE.getObjectAsBytes(b -> b.bucket("bucket").key("tagged")).asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void saysCleanlyWhatIsNotBuilt() {
        assertThatThrownBy(() -> ALICE.getBucketAnalyticsConfiguration(
                        b -> b.bucket("bucket").id("x")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(501);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                });
    }
}
