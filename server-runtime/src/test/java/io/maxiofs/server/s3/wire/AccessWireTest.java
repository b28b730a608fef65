package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.service.NewBucketRules;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Type;

/** The operations about access as the SDK of AWS sends and reads them. */
final class AccessWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static S3Client another;
    private static S3Client anonymous;
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private String bucket = "";

    @BeforeAll
    static void warm() {
        server = WireServer.start(NewBucketRules.OLDER);
        alice = server.alice();
        another = server.bob();
        anonymous = server.nobody();
        alice.listBuckets();
    }

    @AfterAll
    static void stop() {
        anonymous.close();
        server.close();
    }

    @BeforeEach
    void createBucket() {
        bucket = "access-" + BUCKETS.incrementAndGet();
        alice.createBucket(b -> b.bucket(bucket));
    }

    private void put(String key) {
        alice.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key));
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    @Test
    void readsAndWritesTheListOfABucket() {
        GetBucketAclResponse usual = alice.getBucketAcl(b -> b.bucket(bucket));
        assertThat(usual.owner().id()).isEqualTo("alice-id");
        assertThat(usual.owner().displayName()).isEqualTo("alice");
        assertThat(usual.grants()).singleElement().satisfies(grant -> {
            assertThat(grant.grantee().type()).isEqualTo(Type.CANONICAL_USER);
            assertThat(grant.permission()).isEqualTo(Permission.FULL_CONTROL);
        });
        assertRefused(403, "AccessDenied", () -> anonymous.listObjectsV2(b -> b.bucket(bucket)));
        alice.putBucketAcl(b -> b.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        assertThat(anonymous.listObjectsV2(b -> b.bucket(bucket)).keyCount()).isZero();
        alice.putBucketAcl(b -> b.bucket(bucket)
                .accessControlPolicy(p -> p.owner(usual.owner())
                        .grants(
                                usual.grants().getFirst(),
                                Grant.builder()
                                        .grantee(g -> g.type(Type.AMAZON_CUSTOMER_BY_EMAIL)
                                                .emailAddress("bob@example.com"))
                                        .permission(Permission.WRITE)
                                        .build())));
        another.putObject(b -> b.bucket(bucket).key("bobs"), RequestBody.fromString("x"));
        assertRefused(403, "AccessDenied", () -> another.listObjectsV2(b -> b.bucket(bucket)));
        assertThat(alice.getBucketAcl(b -> b.bucket(bucket))
                        .grants()
                        .getLast()
                        .grantee()
                        .id())
                .isEqualTo("bob-id");
    }

    @Test
    void readsAndWritesTheListOfAnObject() {
        alice.putObject(
                b -> b.bucket(bucket).key("k").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.fromString("open"));
        assertThat(anonymous.getObjectAsBytes(b -> b.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("open");
        GetObjectAclResponse list = alice.getObjectAcl(b -> b.bucket(bucket).key("k"));
        assertThat(list.grants()).hasSize(2);
        assertThat(list.grants().getLast().grantee().uri())
                .isEqualTo("http://acs.amazonaws.com/groups/global/AllUsers");
        alice.putObjectAcl(b -> b.bucket(bucket).key("k").grantRead("id=bob-id"));
        assertRefused(
                403,
                "AccessDenied",
                () -> anonymous.getObjectAsBytes(b -> b.bucket(bucket).key("k")));
        assertThat(another.getObjectAsBytes(b -> b.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("open");
        assertRefused(
                400,
                "InvalidArgument",
                () -> alice.putObjectAcl(b -> b.bucket(bucket).key("k").grantRead("id=nobody")));
    }

    @Test
    void readsAndWritesThePolicy() {
        put("k");
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam:::user/bob"},
                "Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::%s/*"}]}""".formatted(bucket);
        assertRefused(404, "NoSuchBucketPolicy", () -> alice.getBucketPolicy(b -> b.bucket(bucket)));
        alice.putBucketPolicy(b -> b.bucket(bucket).policy(policy));
        assertThat(alice.getBucketPolicy(b -> b.bucket(bucket)).policy()).isEqualTo(policy);
        assertThat(alice.getBucketPolicyStatus(b -> b.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isFalse();
        assertThat(another.getObjectAsBytes(b -> b.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("k");
        assertRefused(
                403,
                "AccessDenied",
                () -> another.getObjectAsBytes(b -> b.bucket(bucket).key("missing")));
        assertThatThrownBy(() -> another.headObject(b -> b.bucket(bucket).key("missing")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        assertRefused(
                404,
                "NoSuchKey",
                () -> alice.getObjectAsBytes(b -> b.bucket(bucket).key("missing")));
        assertRefused(
                400,
                "MalformedPolicy",
                () -> alice.putBucketPolicy(b -> b.bucket(bucket).policy("{}")));
        alice.deleteBucketPolicy(b -> b.bucket(bucket));
        assertRefused(
                403,
                "AccessDenied",
                () -> another.getObjectAsBytes(b -> b.bucket(bucket).key("k")));
    }

    @Test
    void tellsOfEachKeyOfADeletion() {
        put("k");
        DeleteObjectsResponse refused = another.deleteObjects(b -> b.bucket(bucket)
                .delete(Delete.builder()
                        .objects(ObjectIdentifier.builder().key("k").build())
                        .build()));
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("k");
            assertThat(error.code()).isEqualTo("AccessDenied");
        });
        assertThat(alice.headObject(b -> b.bucket(bucket).key("k")).contentLength())
                .isOne();
    }

    @Test
    void readsAndWritesOwnershipControls() {
        assertRefused(
                404, "OwnershipControlsNotFoundError", () -> alice.getBucketOwnershipControls(b -> b.bucket(bucket)));
        alice.putBucketOwnershipControls(b -> b.bucket(bucket)
                .ownershipControls(o -> o.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                        .build())));
        assertThat(alice.getBucketOwnershipControls(b -> b.bucket(bucket))
                        .ownershipControls()
                        .rules()
                        .getFirst()
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        alice.deleteBucketOwnershipControls(b -> b.bucket(bucket));
        assertRefused(
                404, "OwnershipControlsNotFoundError", () -> alice.getBucketOwnershipControls(b -> b.bucket(bucket)));
    }

    @Test
    void readsAndWritesTheBlockOfPublicAccess() {
        assertRefused(
                404, "NoSuchPublicAccessBlockConfiguration", () -> alice.getPublicAccessBlock(b -> b.bucket(bucket)));
        alice.putPublicAccessBlock(b -> b.bucket(bucket).publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)));
        PublicAccessBlockConfiguration block =
                alice.getPublicAccessBlock(b -> b.bucket(bucket)).publicAccessBlockConfiguration();
        assertThat(block.blockPublicAcls()).isTrue();
        assertThat(block.restrictPublicBuckets()).isFalse();
        assertRefused(
                403,
                "AccessDenied",
                () -> alice.putBucketAcl(b -> b.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ)));
        alice.deletePublicAccessBlock(b -> b.bucket(bucket));
        alice.putBucketAcl(b -> b.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
    }

    @Test
    void tellsOnlyOwnersOfBuckets() {
        assertThat(alice.listBuckets().buckets()).anyMatch(found -> found.name().equals(bucket));
        assertThat(another.listBuckets().buckets())
                .noneMatch(found -> found.name().equals(bucket));
        assertRefused(404, "NoSuchBucket", () -> another.listObjectsV2(b -> b.bucket("no-such-bucket-here")));
    }

    @Test
    void knowsTheRegionAPolicySpeaksOf() {
        put("key");
        for (String region : List.of("other-1", WireServer.REGION)) {
            alice.putBucketPolicy(b -> b.bucket(bucket).policy("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                     "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*",
                     "Condition": {"StringEquals": {"aws:RequestedRegion": "%s"}}}]}""".formatted(bucket, region)));
            if (region.equals(WireServer.REGION)) {
                assertThat(anonymous
                                .getObjectAsBytes(b -> b.bucket(bucket).key("key"))
                                .asUtf8String())
                        .isEqualTo("key");
            } else {
                Refused.with(
                        403,
                        "AccessDenied",
                        () -> another.getObjectAsBytes(b -> b.bucket(bucket).key("key")));
            }
        }
    }
}
