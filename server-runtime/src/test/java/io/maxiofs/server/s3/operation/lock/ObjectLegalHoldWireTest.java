package io.maxiofs.server.s3.operation.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

/** GetObjectLegalHold and PutObjectLegalHold. */
class ObjectLegalHoldWireTest {
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

    private static void hold(String bucket, ObjectLockLegalHoldStatus status) {
        alice.putObjectLegalHold(b -> b.bucket(bucket).key("key").legalHold(h -> h.status(status)));
    }

    private static ObjectLockLegalHoldStatus held(String bucket) {
        return alice.getObjectLegalHold(b -> b.bucket(bucket).key("key"))
                .legalHold()
                .status();
    }

    @Test
    void holdsAndLetsGo() {
        String bucket = LockedBuckets.create(alice, "held");
        String version = LockedBuckets.put(alice, bucket, "key");
        Refused.with(404, "NoSuchObjectLockConfiguration", () -> held(bucket));
        assertThat(alice.headObject(b -> b.bucket(bucket).key("key")).objectLockLegalHoldStatus())
                .isNull();
        hold(bucket, ObjectLockLegalHoldStatus.ON);
        assertThat(held(bucket)).isEqualTo(ObjectLockLegalHoldStatus.ON);
        Refused.with(
                403,
                "AccessDenied",
                () -> alice.deleteObject(
                        b -> b.bucket(bucket).key("key").versionId(version).bypassGovernanceRetention(true)));
        hold(bucket, ObjectLockLegalHoldStatus.OFF);
        assertThat(held(bucket)).isEqualTo(ObjectLockLegalHoldStatus.OFF);
        assertThat(alice.headObject(b -> b.bucket(bucket).key("key")).objectLockLegalHoldStatus())
                .isEqualTo(ObjectLockLegalHoldStatus.OFF);
        alice.deleteObject(b -> b.bucket(bucket).key("key").versionId(version));
    }

    @Test
    void comesWithTheObject() {
        String bucket = LockedBuckets.create(alice, "uploaded");
        String version = alice.putObject(
                        b -> b.bucket(bucket).key("key").objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
                        RequestBody.fromString("hello"))
                .versionId();
        assertThat(held(bucket)).isEqualTo(ObjectLockLegalHoldStatus.ON);
        DeleteObjectsResponse reply = alice.deleteObjects(b -> b.bucket(bucket)
                .bypassGovernanceRetention(true)
                .delete(d -> d.objects(
                        ObjectIdentifier.builder().key("key").versionId(version).build(),
                        ObjectIdentifier.builder().key("other").build())));
        assertThat(reply.errors()).hasSize(1);
        assertThat(reply.errors().getFirst().code()).isEqualTo("AccessDenied");
        assertThat(reply.deleted()).hasSize(1);
    }

    @Test
    void needsALockedBucketAndAStatus() throws IOException {
        alice.createBucket(b -> b.bucket("open"));
        LockedBuckets.put(alice, "open", "key");
        Refused.with(400, "InvalidRequest", () -> held("open"));
        Refused.with(400, "InvalidRequest", () -> hold("open", ObjectLockLegalHoldStatus.ON));
        LockedBuckets.put(alice, LockedBuckets.create(alice, "status"), "key");
        for (String content : new String[] {"<Status>on</Status>", "<Status>abc</Status>", ""}) {
            RawConnection.Response response = server.call(
                    "PUT",
                    "/status/key",
                    "legal-hold=",
                    ("<LegalHold>" + content + "</LegalHold>").getBytes(StandardCharsets.UTF_8));
            assertThat(response.text()).contains("<Code>MalformedXML</Code>");
        }
    }
}
