package io.maxiofs.server.s3.operation.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import io.maxiofs.storage.api.NamedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** SSE-KMS: keys of the server that clients choose by name; and SSE-S3. */
class NamedKeyWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static NamedKeys keys;
    private static final String BUCKET = "named";

    @BeforeAll
    static void createBucket() {
        server = WireServer.start();
        alice = server.alice();
        keys = server.store().namedKeys();
        alice.createBucket(b -> b.bucket(BUCKET));
        keys.create("ledger");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PutObjectResponse put(
            String key, String body, @Nullable ServerSideEncryption mode, @Nullable String keyId) {
        return alice.putObject(
                b -> b.bucket(BUCKET).key(key).serverSideEncryption(mode).ssekmsKeyId(keyId),
                RequestBody.fromString(body));
    }

    private static String get(String key) {
        return alice.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger",
                "alias/ledger",
                "arn:aws:kms:us-east-1:123456789012:key/ledger",
                "arn:aws:kms:us-east-1:123456789012:alias/ledger"
            })
    void encryptsWithTheKeyOfThatName(String keyId) {
        for (String body : new String[] {"", "short", "long ".repeat(50_000)}) {
            PutObjectResponse written = put("object", body, ServerSideEncryption.AWS_KMS, keyId);
            assertThat(written.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
            assertThat(written.ssekmsKeyId()).isEqualTo(keyId);
            assertThat(get("object")).isEqualTo(body);
        }
        HeadObjectResponse head = alice.headObject(b -> b.bucket(BUCKET).key("object"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).isEqualTo(keyId);
    }

    /** Written with it, told again, and bound to the bytes in every way they can come. */
    @Test
    void keepsContextsThroughCopiesAndUploads() {
        String context = Base64.getEncoder().encodeToString("{\"team\":\"payroll\"}".getBytes(StandardCharsets.UTF_8));
        String other = Base64.getEncoder().encodeToString("{\"team\":\"sales\"}".getBytes(StandardCharsets.UTF_8));
        String body = "long ".repeat(50_000);
        assertThat(alice.putObject(
                                b -> b.bucket(BUCKET)
                                        .key("context")
                                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                        .ssekmsKeyId("ledger")
                                        .ssekmsEncryptionContext(context),
                                RequestBody.fromString(body))
                        .ssekmsEncryptionContext())
                .isEqualTo(context);
        assertThat(get("context")).isEqualTo(body);
        for (String wanted : new String[] {context, other}) {
            alice.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey("context")
                    .destinationBucket(BUCKET)
                    .destinationKey("copied")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId("ledger")
                    .ssekmsEncryptionContext(wanted));
            assertThat(get("copied")).isEqualTo(body);
        }
        alice.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("context")
                .destinationBucket(BUCKET)
                .destinationKey("plain"));
        assertThat(get("plain")).isEqualTo(body);
        String upload = alice.createMultipartUpload(b -> b.bucket(BUCKET)
                        .key("joined")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("ledger")
                        .ssekmsEncryptionContext(other))
                .uploadId();
        String large = "0123456789".repeat(600_000);
        String first = alice.uploadPart(
                        b -> b.bucket(BUCKET).key("joined").uploadId(upload).partNumber(1),
                        RequestBody.fromString(large))
                .eTag();
        String second = alice.uploadPartCopy(b -> b.sourceBucket(BUCKET)
                        .sourceKey("context")
                        .destinationBucket(BUCKET)
                        .destinationKey("joined")
                        .uploadId(upload)
                        .partNumber(2))
                .copyPartResult()
                .eTag();
        alice.completeMultipartUpload(b -> b.bucket(BUCKET)
                .key("joined")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(
                        CompletedPart.builder().partNumber(1).eTag(first).build(),
                        CompletedPart.builder().partNumber(2).eTag(second).build())));
        assertThat(get("joined")).isEqualTo(large + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"} more", ""})
    void refusesContextsThatAreNone(String json) {
        String context = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        for (String sent : new String[] {context, "!" + context}) {
            Refused.with(
                    400,
                    "InvalidArgument",
                    () -> alice.putObject(
                            b -> b.bucket(BUCKET)
                                    .key("x")
                                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId("ledger")
                                    .ssekmsEncryptionContext(sent),
                            RequestBody.fromString("x")));
        }
    }

    @Test
    void makesTheDefaultKeyWhenItIsFirstAskedFor() {
        PutObjectResponse written = put("default", "hello", ServerSideEncryption.AWS_KMS_DSSE, null);
        assertThat(written.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS_DSSE);
        assertThat(written.ssekmsKeyId()).isEqualTo("alias/aws/s3");
        assertThat(keys.find("aws/s3")).isPresent();
        assertThat(get("default")).isEqualTo("hello");
    }

    @Test
    void refusesKeysThatAreNotThere() {
        Refused.with(400, "KMS.NotFoundException", () -> put("x", "x", ServerSideEncryption.AWS_KMS, "missing"));
        Refused.with(
                400,
                "KMS.NotFoundException",
                () -> alice.createMultipartUpload(b -> b.bucket(BUCKET)
                        .key("x")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("missing")));
        Refused.with(400, "InvalidArgument", () -> put("x", "x", null, "ledger"));
        Refused.with(400, "InvalidArgument", () -> put("x", "x", ServerSideEncryption.AES256, "ledger"));
        Refused.with(
                400,
                "InvalidArgument",
                () -> alice.putObject(
                        b -> b.bucket(BUCKET).key("x").serverSideEncryption("aws:other"), RequestBody.fromString("x")));
    }

    @Test
    void aDisabledKeyIsOfNoUseUntilItIsEnabledAgain() {
        keys.create("switched");
        put("switched", "hello", ServerSideEncryption.AWS_KMS, "switched");
        keys.setEnabled("switched", false);
        Refused.with(400, "KMS.DisabledException", () -> get("switched"));
        Refused.with(400, "KMS.DisabledException", () -> put("y", "y", ServerSideEncryption.AWS_KMS, "switched"));
        Refused.with(
                400,
                "KMS.DisabledException",
                () -> alice.copyObject(b -> b.sourceBucket(BUCKET)
                        .sourceKey("switched")
                        .destinationBucket(BUCKET)
                        .destinationKey("escaped")));
        keys.setEnabled("switched", true);
        assertThat(get("switched")).isEqualTo("hello");
    }

    @Test
    void readsWhatWasWrittenBeforeARotation() {
        keys.create("turning");
        put("before", "one", ServerSideEncryption.AWS_KMS, "turning");
        assertThat(keys.rotate("turning").orElseThrow().version()).isEqualTo(2);
        put("after", "two", ServerSideEncryption.AWS_KMS, "turning");
        assertThat(get("before")).isEqualTo("one");
        assertThat(get("after")).isEqualTo("two");
    }

    @Test
    void tellsBucketKeyAndContext() throws IOException {
        String context = Base64.getEncoder().encodeToString("{\"team\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        PutObjectResponse written = alice.putObject(
                b -> b.bucket(BUCKET)
                        .key("context")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("ledger")
                        .bucketKeyEnabled(true)
                        .ssekmsEncryptionContext(context),
                RequestBody.fromString("hello"));
        assertThat(written.bucketKeyEnabled()).isTrue();
        assertThat(written.ssekmsEncryptionContext()).isEqualTo(context);
        for (String bad : new String[] {"no base 64!", "W10=", "eyJhIjoxfQ==", "e30=e30=", "eyJhIjoiYiJ9eA=="}) {
            RawConnection.Response refused = server.call(
                    "PUT",
                    "/" + BUCKET + "/context",
                    "",
                    new byte[0],
                    "x-amz-server-side-encryption",
                    "aws:kms",
                    "x-amz-server-side-encryption-context",
                    bad);
            assertThat(refused.text()).as(bad).contains("<Code>InvalidArgument</Code>");
        }
    }

    @Test
    void saysSoThroughAMultipartUpload() {
        CreateMultipartUploadResponse created = alice.createMultipartUpload(b -> b.bucket(BUCKET)
                .key("parts")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId("ledger"));
        assertThat(created.ssekmsKeyId()).isEqualTo("ledger");
        UploadPartResponse part = alice.uploadPart(
                b -> b.bucket(BUCKET).key("parts").uploadId(created.uploadId()).partNumber(1),
                RequestBody.fromString("part"));
        assertThat(part.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        CompleteMultipartUploadResponse done = alice.completeMultipartUpload(b -> b.bucket(BUCKET)
                .key("parts")
                .uploadId(created.uploadId())
                .multipartUpload(m -> m.parts(
                        CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
        assertThat(done.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(done.ssekmsKeyId()).isEqualTo("ledger");
        assertThat(get("parts")).isEqualTo("part");
    }

    @Test
    void copiesBetweenKinds() {
        keys.create("second");
        String body = "copied ".repeat(30_000);
        put("s3", body, ServerSideEncryption.AES256, null);
        assertThat(alice.headObject(b -> b.bucket(BUCKET).key("s3")).serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        String from = "s3";
        for (String keyId : new String[] {"ledger", "second", "second"}) {
            String source = from;
            CopyObjectResponse copied = alice.copyObject(b -> b.sourceBucket(BUCKET)
                    .sourceKey(source)
                    .destinationBucket(BUCKET)
                    .destinationKey(source + "-" + keyId)
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(keyId));
            assertThat(copied.ssekmsKeyId()).isEqualTo(keyId);
            from = source + "-" + keyId;
            assertThat(get(from)).isEqualTo(body);
        }
        String last = from;
        keys.setEnabled("ledger", false);
        assertThat(get(last)).as("no copy needs another's key").isEqualTo(body);
        keys.setEnabled("ledger", true);
        alice.copyObject(b ->
                b.sourceBucket(BUCKET).sourceKey(last).destinationBucket(BUCKET).destinationKey("plain"));
        assertThat(alice.headObject(b -> b.bucket(BUCKET).key("plain")).serverSideEncryption())
                .isNull();
        assertThat(get("plain")).isEqualTo(body);
    }

    @Test
    void choosesNoEncryptionWhenReading() throws IOException {
        put("read", "hello", ServerSideEncryption.AES256, null);
        assertThat(server.call("GET", "/" + BUCKET + "/read", "", new byte[0], "x-amz-server-side-encryption", "AES256")
                        .text())
                .contains("<Code>InvalidArgument</Code>");
    }
}
