package io.maxiofs.server.s3.operation.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.wire.Refused;
import io.maxiofs.server.s3.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** SSE-C: keys that clients keep. */
class CustomerKeyWireTest {
    private static WireServer server;
    private static S3Client alice;
    private static final ClientKey KEY = ClientKey.of(7);
    private static final ClientKey OTHER = ClientKey.of(8);
    private static final String BUCKET = "secrets";
    private static final int PART_BYTES = 5 << 20;

    @BeforeAll
    static void createBucket() {
        server = WireServer.start(new OperationSettings.Data(false, false, 86_400));
        alice = server.alice();
        alice.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static PutObjectResponse put(String key, byte[] body, ClientKey secret) {
        return alice.putObject(
                b -> b.bucket(BUCKET)
                        .key(key)
                        .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                        .sseCustomerKey(secret.text())
                        .sseCustomerKeyMD5(secret.md5()),
                RequestBody.fromBytes(body));
    }

    private static byte[] get(String key, ClientKey secret, @Nullable String range) {
        return alice.getObjectAsBytes(b -> b.bucket(BUCKET)
                        .key(key)
                        .range(range)
                        .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                        .sseCustomerKey(secret.text())
                        .sseCustomerKeyMD5(secret.md5()))
                .asByteArray();
    }

    private static HeadObjectResponse head(String key, ClientKey secret) {
        return alice.headObject(b -> b.bucket(BUCKET)
                .key(key)
                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                .sseCustomerKey(secret.text())
                .sseCustomerKeyMD5(secret.md5()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 100_000, 3 << 20})
    void readsBackWithTheKeyAndNotWithout(int size) {
        String key = "size-" + size;
        byte[] body = bytes(size);
        PutObjectResponse written = put(key, body, KEY);
        assertThat(written.sseCustomerAlgorithm()).isEqualTo(ClientKey.ALGORITHM);
        assertThat(written.sseCustomerKeyMD5()).isEqualTo(KEY.md5());
        assertThat(written.serverSideEncryption()).isNull();
        assertThat(get(key, KEY, null)).isEqualTo(body);
        assertThat(head(key, KEY).sseCustomerKeyMD5()).isEqualTo(KEY.md5());
        if (size > 10) {
            assertThat(get(key, KEY, "bytes=3-8")).isEqualTo(Arrays.copyOfRange(body, 3, 9));
            assertThat(get(key, KEY, "bytes=-5")).isEqualTo(Arrays.copyOfRange(body, size - 5, size));
        }
        Refused.with(
                400,
                "InvalidRequest",
                () -> alice.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)));
        Refused.with(400, () -> alice.headObject(b -> b.bucket(BUCKET).key(key)));
        Refused.with(403, "AccessDenied", () -> get(key, OTHER, null));
        Refused.with(403, () -> head(key, OTHER));
    }

    @Test
    void keyForAnObjectWithoutOneIsRefused() {
        alice.putObject(b -> b.bucket(BUCKET).key("plain"), RequestBody.fromString("plain"));
        Refused.with(400, "InvalidRequest", () -> get("plain", KEY, null));
    }

    @ParameterizedTest
    @CsvSource({
        "AES128, key, md5, InvalidEncryptionAlgorithmError",
        ", key, md5, InvalidArgument",
        "AES256, , md5, InvalidArgument",
        "AES256, key, , InvalidArgument",
        "AES256, key, AAAAAAAAAAAAAAAAAAAAAA==, InvalidArgument",
        "AES256, c2hvcnQ=, md5, InvalidArgument",
        "AES256, ***, md5, InvalidArgument"
    })
    void refusesBrokenHeaders(@Nullable String algorithm, @Nullable String key, @Nullable String md5, String code)
            throws IOException {
        String prefix = "x-amz-server-side-encryption-customer-";
        String[] headers = {
            algorithm == null ? "x-1" : prefix + "algorithm", algorithm == null ? "1" : algorithm,
            key == null ? "x-2" : prefix + "key", "key".equals(key) ? KEY.text() : key == null ? "2" : key,
            md5 == null ? "x-3" : prefix + "key-MD5", "md5".equals(md5) ? KEY.md5() : md5 == null ? "3" : md5
        };
        RawConnection.Response put =
                server.call("PUT", "/" + BUCKET + "/broken", "", "hello".getBytes(StandardCharsets.UTF_8), headers);
        assertThat(put.text()).contains("<Code>" + code + "</Code>").doesNotContain(KEY.text());
        Refused.with(404, () -> alice.headObject(b -> b.bucket(BUCKET).key("broken")));
    }

    @Test
    void refusesTwoKindsOfEncryptionAtOnce() {
        Refused.with(
                400,
                "InvalidArgument",
                () -> alice.putObject(
                        b -> b.bucket(BUCKET)
                                .key("both")
                                .serverSideEncryption(ServerSideEncryption.AES256)
                                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                                .sseCustomerKey(KEY.text())
                                .sseCustomerKeyMD5(KEY.md5()),
                        RequestBody.fromString("hello")));
    }

    private static String create(String key, ClientKey secret) {
        return alice.createMultipartUpload(b -> b.bucket(BUCKET)
                        .key(key)
                        .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                        .sseCustomerKey(secret.text())
                        .sseCustomerKeyMD5(secret.md5()))
                .uploadId();
    }

    private static CompletedPart part(String key, String id, int number, byte[] body, ClientKey secret) {
        String tag = alice.uploadPart(
                        b -> b.bucket(BUCKET)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                                .sseCustomerKey(secret.text())
                                .sseCustomerKeyMD5(secret.md5()),
                        RequestBody.fromBytes(body))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    @Test
    void encryptsPartsAndNeedsTheKeyForEach() {
        String id = create("parts", KEY);
        byte[] first = bytes(PART_BYTES);
        byte[] second = bytes(1000);
        CompletedPart one = part("parts", id, 1, first, KEY);
        Refused.with(400, "InvalidRequest", () -> part("parts", id, 2, second, OTHER));
        Refused.with(
                400,
                "InvalidRequest",
                () -> alice.uploadPart(
                        b -> b.bucket(BUCKET).key("parts").uploadId(id).partNumber(2), RequestBody.fromBytes(second)));
        CompletedPart two = part("parts", id, 2, second, KEY);
        alice.completeMultipartUpload(
                b -> b.bucket(BUCKET).key("parts").uploadId(id).multipartUpload(m -> m.parts(one, two)));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertThat(get("parts", KEY, null)).isEqualTo(whole);
        assertThat(get("parts", KEY, "bytes=" + (PART_BYTES - 10) + "-" + (PART_BYTES + 9)))
                .isEqualTo(Arrays.copyOfRange(whole, PART_BYTES - 10, PART_BYTES + 10));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(BUCKET)
                                .key("parts")
                                .partNumber(2)
                                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                                .sseCustomerKey(KEY.text())
                                .sseCustomerKeyMD5(KEY.md5()))
                        .asByteArray())
                .isEqualTo(second);
        Refused.with(403, "AccessDenied", () -> get("parts", OTHER, null));
    }

    @Test
    void refusesAKeyForAnUploadWithoutOne() {
        String id = alice.createMultipartUpload(b -> b.bucket(BUCKET).key("plain-parts"))
                .uploadId();
        Refused.with(400, "InvalidRequest", () -> part("plain-parts", id, 1, bytes(10), KEY));
    }

    @Test
    void copiesBetweenKeysAndWithout() {
        byte[] body = bytes(200_000);
        put("source", body, KEY);
        Refused.with(
                400,
                "InvalidRequest",
                () -> alice.copyObject(b -> b.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")));
        alice.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("source")
                .copySourceSSECustomerAlgorithm(ClientKey.ALGORITHM)
                .copySourceSSECustomerKey(KEY.text())
                .copySourceSSECustomerKeyMD5(KEY.md5())
                .destinationBucket(BUCKET)
                .destinationKey("rekeyed")
                .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                .sseCustomerKey(OTHER.text())
                .sseCustomerKeyMD5(OTHER.md5()));
        assertThat(get("rekeyed", OTHER, null)).isEqualTo(body);
        alice.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("rekeyed")
                .copySourceSSECustomerAlgorithm(ClientKey.ALGORITHM)
                .copySourceSSECustomerKey(OTHER.text())
                .copySourceSSECustomerKeyMD5(OTHER.md5())
                .destinationBucket(BUCKET)
                .destinationKey("open"));
        assertThat(alice.getObjectAsBytes(b -> b.bucket(BUCKET).key("open")).asByteArray())
                .isEqualTo(body);
        Refused.with(
                403,
                "AccessDenied",
                () -> alice.copyObject(b -> b.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .copySourceSSECustomerAlgorithm(ClientKey.ALGORITHM)
                        .copySourceSSECustomerKey(OTHER.text())
                        .copySourceSSECustomerKeyMD5(OTHER.md5())
                        .destinationBucket(BUCKET)
                        .destinationKey("stolen")));
    }

    @Test
    void copiesPartsBetweenKeys() {
        byte[] body = bytes(PART_BYTES + 1000);
        put("whole", body, KEY);
        String id = create("assembled", OTHER);
        String tag = alice.uploadPartCopy(b -> b.sourceBucket(BUCKET)
                        .sourceKey("whole")
                        .copySourceRange("bytes=100-" + (PART_BYTES + 99))
                        .copySourceSSECustomerAlgorithm(ClientKey.ALGORITHM)
                        .copySourceSSECustomerKey(KEY.text())
                        .copySourceSSECustomerKeyMD5(KEY.md5())
                        .destinationBucket(BUCKET)
                        .destinationKey("assembled")
                        .uploadId(id)
                        .partNumber(1)
                        .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                        .sseCustomerKey(OTHER.text())
                        .sseCustomerKeyMD5(OTHER.md5()))
                .copyPartResult()
                .eTag();
        alice.completeMultipartUpload(b -> b.bucket(BUCKET)
                .key("assembled")
                .uploadId(id)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
        assertThat(get("assembled", OTHER, null)).isEqualTo(Arrays.copyOfRange(body, 100, PART_BYTES + 100));
    }

    @Test
    void keysTravelOnlyOverTlsUnlessAllowed() {
        try (WireServer strict = WireServer.start()) {
            strict.alice().createBucket(b -> b.bucket(BUCKET));
            Refused.with(
                    400,
                    "InvalidRequest",
                    () -> strict.alice()
                            .putObject(
                                    b -> b.bucket(BUCKET)
                                            .key("key")
                                            .sseCustomerAlgorithm(ClientKey.ALGORITHM)
                                            .sseCustomerKey(KEY.text())
                                            .sseCustomerKeyMD5(KEY.md5()),
                                    RequestBody.fromString("hello")));
            strict.alice().putObject(b -> b.bucket(BUCKET).key("plain"), RequestBody.fromString("hello"));
            Refused.with(
                    400,
                    "InvalidRequest",
                    () -> strict.alice()
                            .copyObject(b -> b.sourceBucket(BUCKET)
                                    .sourceKey("plain")
                                    .copySourceSSECustomerAlgorithm(ClientKey.ALGORITHM)
                                    .copySourceSSECustomerKey(KEY.text())
                                    .copySourceSSECustomerKeyMD5(KEY.md5())
                                    .destinationBucket(BUCKET)
                                    .destinationKey("copy")));
        }
    }
}
