package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.service.NewBucketRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLogsPermission;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.TargetGrant;
import software.amazon.awssdk.services.s3.model.Type;

/** Into which buckets access logs go, and who may read them there. */
class LogDeliveryRightsTest {
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

    private static WireServer server;
    private static S3Client alice;
    private static S3Client bob;

    @BeforeAll
    static void start() {
        server = WireServer.start(NewBucketRules.OLDER);
        alice = server.alice();
        bob = server.bob();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void log(String source, String target, String prefix, TargetGrant... grants) {
        alice.putBucketLogging(b -> b.bucket(source)
                .bucketLoggingStatus(s -> s.loggingEnabled(l -> {
                    l.targetBucket(target).targetPrefix(prefix);
                    if (grants.length > 0) {
                        l.targetGrants(grants);
                    }
                })));
    }

    private static TargetGrant toBob(BucketLogsPermission permission) {
        return TargetGrant.builder()
                .grantee(g -> g.type(Type.CANONICAL_USER).id("bob-id"))
                .permission(permission)
                .build();
    }

    private static void refused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    /** A key of a log object, once there is one. */
    private static String delivered(S3Client owner, String bucket, String prefix) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            List<S3Object> found =
                    owner.listObjectsV2(b -> b.bucket(bucket).prefix(prefix)).contents();
            if (!found.isEmpty()) {
                return found.getFirst().key();
            }
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void givesLogObjectsTheGrantsOfTheirTarget() {
        alice.createBucket(b -> b.bucket("granted"));
        alice.createBucket(b -> b.bucket("granted-logs"));
        log("granted", "granted-logs", "to-bob/", toBob(BucketLogsPermission.READ));
        assertThat(alice.getBucketLogging(b -> b.bucket("granted"))
                        .loggingEnabled()
                        .targetGrants())
                .singleElement()
                .satisfies(grant -> {
                    assertThat(grant.grantee().id()).isEqualTo("bob-id");
                    assertThat(grant.permission()).isEqualTo(BucketLogsPermission.READ);
                });
        String key = delivered(alice, "granted-logs", "to-bob/");
        assertThat(alice.getObjectAcl(b -> b.bucket("granted-logs").key(key)).grants().stream()
                        .map(grant -> grant.grantee().id() + " " + grant.permission()))
                .containsExactly("alice-id " + Permission.FULL_CONTROL, "bob-id " + Permission.READ);
        assertThat(bob.getObjectAsBytes(b -> b.bucket("granted-logs").key(key)).asUtf8String())
                .contains(" granted ");
        refused(() -> bob.getObjectAcl(b -> b.bucket("granted-logs").key(key)), 403, "AccessDenied");
    }

    @Test
    void refusesGrantsWhereListsDoNotCount() {
        alice.createBucket(b -> b.bucket("ungranted"));
        alice.createBucket(b -> b.bucket("enforced-logs").objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED));
        refused(
                () -> log("ungranted", "enforced-logs", "", toBob(BucketLogsPermission.READ)),
                400,
                "AccessControlListNotSupported");
        alice.createBucket(b -> b.bucket("blocked-logs"));
        alice.putPublicAccessBlock(
                b -> b.bucket("blocked-logs").publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)));
        TargetGrant open = TargetGrant.builder()
                .grantee(g -> g.type(Type.GROUP).uri(ALL_USERS))
                .permission(BucketLogsPermission.READ)
                .build();
        refused(() -> log("ungranted", "blocked-logs", "", open), 403, "AccessDenied");
        TargetGrant nobody = TargetGrant.builder()
                .grantee(g -> g.type(Type.CANONICAL_USER).id("nobody"))
                .permission(BucketLogsPermission.READ)
                .build();
        refused(() -> log("ungranted", "blocked-logs", "", nobody), 400, "InvalidArgument");
        assertThat(alice.getBucketLogging(b -> b.bucket("ungranted")).loggingEnabled())
                .isNull();
    }

    /** Who turns lists off later takes the grants from what is written then. */
    @Test
    void leavesGrantsOutWhereListsDoNotCountAnyMore() {
        alice.createBucket(b -> b.bucket("closing"));
        alice.createBucket(b -> b.bucket("closing-logs"));
        log("closing", "closing-logs", "p/", toBob(BucketLogsPermission.FULL_CONTROL));
        alice.putBucketOwnershipControls(b -> b.bucket("closing-logs")
                .ownershipControls(o -> o.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .build())));
        alice.headBucket(b -> b.bucket("closing"));
        String key = delivered(alice, "closing-logs", "p/");
        refused(() -> bob.getObject(b -> b.bucket("closing-logs").key(key)), 403, "AccessDenied");
    }

    private static String serviceMayWrite(String bucket, String account) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::%s/from-alice/*",
                 "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::lent*"},
                               "StringEquals": {"aws:SourceAccount": "%s"}}}]}""".formatted(bucket, account);
    }

    @Test
    void goesToTheBucketOfAnotherOwnerOnlyIfItsPolicyNamesTheService() {
        alice.createBucket(b -> b.bucket("lent"));
        alice.createBucket(b -> b.bucket("other"));
        bob.createBucket(b -> b.bucket("bobs-logs"));
        refused(() -> log("lent", "bobs-logs", "from-alice/"), 400, "InvalidTargetBucketForLogging");
        bob.putBucketPolicy(b -> b.bucket("bobs-logs")
                .policy("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
                        + " \"Action\": \"s3:PutObject\", \"Resource\": \"arn:aws:s3:::bobs-logs/*\"}]}"));
        refused(() -> log("lent", "bobs-logs", "from-alice/"), 400, "InvalidTargetBucketForLogging");
        bob.putBucketPolicy(b -> b.bucket("bobs-logs").policy(serviceMayWrite("bobs-logs", Accounts.number("bob-id"))));
        refused(() -> log("lent", "bobs-logs", "from-alice/"), 400, "InvalidTargetBucketForLogging");
        bob.putBucketPolicy(
                b -> b.bucket("bobs-logs").policy(serviceMayWrite("bobs-logs", Accounts.number("alice-id"))));
        refused(() -> log("other", "bobs-logs", "from-alice/"), 400, "InvalidTargetBucketForLogging");
        refused(() -> log("lent", "bobs-logs", "elsewhere/"), 400, "InvalidTargetBucketForLogging");

        log("lent", "bobs-logs", "from-alice/");
        String key = delivered(bob, "bobs-logs", "from-alice/");
        assertThat(bob.getObjectAcl(b -> b.bucket("bobs-logs").key(key)).owner().id())
                .isEqualTo("bob-id");
        refused(() -> alice.getObject(b -> b.bucket("bobs-logs").key(key)), 403, "AccessDenied");
    }

    @Test
    void stopsWhenTheOtherOwnerTakesItBack() {
        alice.createBucket(b -> b.bucket("lent-for-a-while"));
        alice.createBucket(b -> b.bucket("own-logs"));
        bob.createBucket(b -> b.bucket("bobs-old-logs"));
        bob.putBucketPolicy(
                b -> b.bucket("bobs-old-logs").policy(serviceMayWrite("bobs-old-logs", Accounts.number("alice-id"))));
        log("lent-for-a-while", "bobs-old-logs", "from-alice/");
        delivered(bob, "bobs-old-logs", "from-alice/");
        bob.deleteBucketPolicy(b -> b.bucket("bobs-old-logs"));
        int before = bob.listObjectsV2(b -> b.bucket("bobs-old-logs")).keyCount();
        alice.headBucket(b -> b.bucket("lent-for-a-while"));
        // A request of later that is delivered elsewhere shows that the earlier one has had its turn.
        alice.createBucket(b -> b.bucket("marker"));
        log("marker", "own-logs", "marker/");
        delivered(alice, "own-logs", "marker/");
        assertThat(bob.listObjectsV2(b -> b.bucket("bobs-old-logs")).keyCount()).isEqualTo(before);
    }

    @Test
    void namesWhoIsRefused() {
        alice.createBucket(b -> b.bucket("private"));
        alice.createBucket(b -> b.bucket("private-logs"));
        log("private", "private-logs", "");
        refused(() -> bob.listObjectsV2(b -> b.bucket("private")), 403, "AccessDenied");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        List<String> refusals = List.of();
        while (refusals.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            refusals = alice.listObjectsV2(b -> b.bucket("private-logs")).contents().stream()
                    .flatMap(object -> alice.getObjectAsBytes(
                                    b -> b.bucket("private-logs").key(object.key()))
                            .asUtf8String()
                            .lines())
                    .filter(line -> line.contains("AccessDenied"))
                    .toList();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(refusals).allMatch(line -> line.contains(" bob-id ") && line.contains(" SigV4 "));
    }
}
