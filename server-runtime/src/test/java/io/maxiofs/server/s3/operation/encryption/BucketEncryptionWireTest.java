package io.maxiofs.server.s3.operation.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** GetBucketEncryption, PutBucketEncryption, DeleteBucketEncryption, and what they do to what is written. */
class BucketEncryptionWireTest {
    private static WireServer server;
    private static S3Client alice;

    @BeforeAll
    static void start() {
        server = WireServer.start(new OperationSettings.Data(false, false, 86_400));
        alice = server.alice();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String bucket(String name) {
        alice.createBucket(b -> b.bucket(name));
        return name;
    }

    private static void set(String bucket, ServerSideEncryption algorithm, String keyId, boolean bucketKey) {
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .bucketKeyEnabled(bucketKey)
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm(algorithm).kmsMasterKeyID(keyId))
                .build();
        alice.putBucketEncryption(b -> b.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    }

    private static ServerSideEncryptionRule rule(S3Client client, String bucket) {
        return client.getBucketEncryption(b -> b.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst();
    }

    private static PutObjectResponse put(S3Client client, String bucket) {
        return client.putObject(b -> b.bucket(bucket).key("key"), RequestBody.fromString("hello"));
    }

    @Test
    void claimsNothingWhereNothingIsEncrypted() {
        String bucket = bucket("unset");
        Refused.with(404, "ServerSideEncryptionConfigurationNotFoundError", () -> rule(alice, bucket));
        assertThat(put(alice, bucket).serverSideEncryption()).isNull();
    }

    @Test
    void answersAsAwsWhereTheServerEncryptsByDefault() {
        try (WireServer encrypting = WireServer.start(new OperationSettings.Data(true, true, 86_400))) {
            encrypting.alice().createBucket(b -> b.bucket("bucket"));
            assertThat(rule(encrypting.alice(), "bucket")
                            .applyServerSideEncryptionByDefault()
                            .sseAlgorithm())
                    .isEqualTo(ServerSideEncryption.AES256);
            assertThat(put(encrypting.alice(), "bucket").serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
            assertThat(encrypting
                            .alice()
                            .headObject(b -> b.bucket("bucket").key("key"))
                            .serverSideEncryption())
                    .isEqualTo(ServerSideEncryption.AES256);
        }
    }

    @Test
    void appliesToWhatBringsNoEncryptionOfItsOwn() {
        String bucket = bucket("applied");
        server.store().namedKeys().create("default-key");
        set(bucket, ServerSideEncryption.AWS_KMS, "default-key", true);
        ServerSideEncryptionRule rule = rule(alice, bucket);
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo("default-key");
        assertThat(rule.bucketKeyEnabled()).isTrue();
        PutObjectResponse written = put(alice, bucket);
        assertThat(written.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(written.ssekmsKeyId()).isEqualTo("default-key");
        assertThat(written.bucketKeyEnabled()).isTrue();
        assertThat(alice.putObject(
                                b -> b.bucket(bucket).key("own").serverSideEncryption(ServerSideEncryption.AES256),
                                RequestBody.fromString("hello"))
                        .serverSideEncryption())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(alice.createMultipartUpload(b -> b.bucket(bucket).key("upload"))
                        .ssekmsKeyId())
                .isEqualTo("default-key");
        assertThat(alice.copyObject(b -> b.sourceBucket(bucket)
                                .sourceKey("own")
                                .destinationBucket(bucket)
                                .destinationKey("copy"))
                        .ssekmsKeyId())
                .isEqualTo("default-key");
        alice.deleteBucketEncryption(b -> b.bucket(bucket));
        assertThat(put(alice, bucket).serverSideEncryption()).isNull();
    }

    @Test
    void refusesWritesWithADefaultKeyThatIsNotThere() {
        String bucket = bucket("lost");
        set(bucket, ServerSideEncryption.AWS_KMS, "nowhere", false);
        Refused.with(400, "KMS.NotFoundException", () -> put(alice, bucket));
    }

    @Test
    void blocksKeysOfClientsWhereTheBucketSaysSo() throws IOException {
        String bucket = bucket("blocking");
        String document = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BlockedEncryptionTypes>"
                + "<EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule>"
                + "</ServerSideEncryptionConfiguration>";
        assertThat(server.call("PUT", "/" + bucket, "encryption=", document.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        ClientKey key = ClientKey.of(1);
        Refused.with(
                403,
                "AccessDenied",
                () -> alice.putObject(
                        b -> b.bucket(bucket)
                                .key("key")
                                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                                .sseCustomerKey(key.text())
                                .sseCustomerKeyMD5(key.md5()),
                        RequestBody.fromString("hello")));
        assertThat(server.call("GET", "/" + bucket, "encryption=", new byte[0]).text())
                .contains("<EncryptionType>SSE-C</EncryptionType>");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MalformedXML",
        "<Rule/>, MalformedXML",
        "<Rule><ApplyServerSideEncryptionByDefault/></Rule>, MalformedXML",
        "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>DES</SSEAlgorithm>"
                + "</ApplyServerSideEncryptionByDefault></Rule>, MalformedXML",
        "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k"
                + "</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule>, InvalidArgument"
    })
    void checksTheDocument(String content, String code) throws IOException {
        if (alice.listBuckets().buckets().stream().noneMatch(b -> b.name().equals("documents"))) {
            bucket("documents");
        }
        String document = "<ServerSideEncryptionConfiguration>" + content + "</ServerSideEncryptionConfiguration>";
        RawConnection.Response response =
                server.call("PUT", "/documents", "encryption=", document.getBytes(StandardCharsets.UTF_8));
        assertThat(response.text()).contains("<Code>" + code + "</Code>");
    }
}
