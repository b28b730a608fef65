package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads as the AWS SDK makes them, on a whole server with its own store. */
class MultipartWireTest {
    private static final byte[] FIRST = Uploads.content(Uploads.FIVE_MIB, 1);
    private static final byte[] LAST = Uploads.content(70_000, 2);

    private static TestServer server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        s3 = server.s3();
        s3.createBucket(request -> request.bucket("bucket"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String begin(S3Client client, String key) {
        return client.createMultipartUpload(request -> request.bucket("bucket").key(key))
                .uploadId();
    }

    private static CompletedPart upload(S3Client client, String key, String id, int number, byte[] content) {
        UploadPartResponse part = client.uploadPart(
                request -> request.bucket("bucket").key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(content));
        return completed(number, part);
    }

    private static CompletedPart completed(int number, UploadPartResponse part) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .checksumCRC32C(part.checksumCRC32C())
                .checksumSHA1(part.checksumSHA1())
                .checksumSHA256(part.checksumSHA256())
                .build();
    }

    private static CompleteMultipartUploadResponse complete(
            S3Client client, String key, String id, CompletedPart... parts) {
        return client.completeMultipartUpload(
                request -> request.bucket("bucket").key(key).uploadId(id).multipartUpload(list -> list.parts(parts)));
    }

    private static byte[] body(String key) {
        return s3.getObjectAsBytes(request -> request.bucket("bucket").key(key)).asByteArray();
    }

    private static String code(Runnable call) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void uploadsWithTheSdksChecksums(ChecksumAlgorithm algorithm) {
        String key = "checksum " + algorithm;
        CreateMultipartUploadResponse upload = s3.createMultipartUpload(
                request -> request.bucket("bucket").key(key).checksumAlgorithm(algorithm));
        assertThat(upload.checksumAlgorithm()).isEqualTo(algorithm);
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] content : new byte[][] {FIRST, LAST}) {
            int number = parts.size() + 1;
            UploadPartResponse part = s3.uploadPart(
                    request -> request.bucket("bucket")
                            .key(key)
                            .uploadId(upload.uploadId())
                            .partNumber(number)
                            .checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(content));
            parts.add(completed(number, part));
        }
        CompleteMultipartUploadResponse done = s3.completeMultipartUpload(request -> request.bucket("bucket")
                .key(key)
                .uploadId(upload.uploadId())
                .mpuObjectSize((long) FIRST.length + LAST.length)
                .multipartUpload(list -> list.parts(parts)));

        assertThat(done.eTag()).endsWith("-2\"");
        assertThat(done.checksumTypeAsString()).isEqualTo("COMPOSITE");
        assertThat(body(key)).isEqualTo(Uploads.join(FIRST, LAST));
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket("bucket").key(key).checksumMode(ChecksumMode.ENABLED));
        assertThat(head.contentLength()).isEqualTo(FIRST.length + LAST.length);
        assertThat(head.eTag()).isEqualTo(done.eTag());
        assertThat(Arrays.asList(
                        head.checksumCRC32(), head.checksumCRC32C(), head.checksumSHA1(), head.checksumSHA256()))
                .filteredOn(value -> value != null && value.endsWith("-2"))
                .hasSize(1);
    }

    @Test
    void listsParts() {
        String id = begin(s3, "parts");
        for (int number : new int[] {5, 1, 3}) {
            upload(s3, "parts", id, number, LAST);
        }
        var pages = s3.listPartsPaginator(
                request -> request.bucket("bucket").key("parts").uploadId(id).maxParts(2));
        assertThat(pages.parts().stream().map(part -> part.partNumber()).toList())
                .containsExactly(1, 3, 5);
        assertThat(pages.parts().stream().map(part -> part.size()).toList()).containsOnly((long) LAST.length);
    }

    @Test
    void copiesParts() {
        s3.putObject(request -> request.bucket("bucket").key("sourcé x"), RequestBody.fromBytes(FIRST));
        String id = begin(s3, "copied");
        UploadPartCopyResponse whole = s3.uploadPartCopy(request -> request.sourceBucket("bucket")
                .sourceKey("sourcé x")
                .destinationBucket("bucket")
                .destinationKey("copied")
                .uploadId(id)
                .partNumber(1));
        UploadPartCopyResponse range = s3.uploadPartCopy(request -> request.sourceBucket("bucket")
                .sourceKey("sourcé x")
                .copySourceRange("bytes=100-1099")
                .destinationBucket("bucket")
                .destinationKey("copied")
                .uploadId(id)
                .partNumber(2));
        complete(
                s3,
                "copied",
                id,
                CompletedPart.builder()
                        .partNumber(1)
                        .eTag(whole.copyPartResult().eTag())
                        .build(),
                CompletedPart.builder()
                        .partNumber(2)
                        .eTag(range.copyPartResult().eTag())
                        .build());
        assertThat(body("copied")).isEqualTo(Uploads.join(FIRST, Arrays.copyOfRange(FIRST, 100, 1100)));
    }

    @Test
    void keepsAChecksumWhenTheClientChoseNone() {
        String id = begin(s3, "default checksum");
        CompletedPart part = upload(s3, "default checksum", id, 1, LAST);
        complete(s3, "default checksum", id, part);
        HeadObjectResponse head = s3.headObject(
                request -> request.bucket("bucket").key("default checksum").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumTypeAsString()).isNotNull();
    }

    @Test
    void completesOnceAndAnswersAgain() {
        String id = begin(s3, "again");
        CompletedPart part = upload(s3, "again", id, 1, LAST);
        String first = complete(s3, "again", id, part).eTag();
        assertThat(complete(s3, "again", id, part).eTag()).isEqualTo(first);
        s3.putObject(request -> request.bucket("bucket").key("again"), RequestBody.fromString("newer"));
        assertThat(code(() -> complete(s3, "again", id, part))).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void refusesWhatS3Refuses() {
        String id = begin(s3, "refused");
        CompletedPart one = upload(s3, "refused", id, 1, LAST);
        CompletedPart two = upload(s3, "refused", id, 2, LAST);
        assertThat(code(() -> complete(s3, "refused", id, one, two))).isEqualTo("400 EntityTooSmall");
        assertThat(code(() -> complete(s3, "refused", id, two, one))).isEqualTo("400 InvalidPartOrder");
        assertThat(code(() -> complete(
                        s3, "refused", id, one.toBuilder().partNumber(9).build())))
                .isEqualTo("400 InvalidPart");
        assertThat(code(() -> complete(s3, "refused", id))).isEqualTo("400 MalformedXML");
        s3.putObject(request -> request.bucket("bucket").key("refused"), RequestBody.fromString("live"));
        assertThat(code(() -> s3.completeMultipartUpload(request -> request.bucket("bucket")
                        .key("refused")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(list -> list.parts(one)))))
                .isEqualTo("412 PreconditionFailed");
        assertThat(new String(body("refused"), StandardCharsets.UTF_8)).isEqualTo("live");
        s3.abortMultipartUpload(
                request -> request.bucket("bucket").key("refused").uploadId(id));
        assertThat(code(() -> upload(s3, "refused", id, 1, LAST))).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void anUploadSurvivesARestart() {
        try (TestServer other = TestServer.start()) {
            other.s3().createBucket(request -> request.bucket("bucket"));
            String id = begin(other.s3(), "survivor");
            CompletedPart one = upload(other.s3(), "survivor", id, 1, FIRST);
            other.restart();
            CompletedPart two = upload(other.s3(), "survivor", id, 2, LAST);
            other.restart();
            complete(other.s3(), "survivor", id, one, two);
            other.restart();
            assertThat(other.s3()
                            .getObjectAsBytes(
                                    request -> request.bucket("bucket").key("survivor"))
                            .asByteArray())
                    .isEqualTo(Uploads.join(FIRST, LAST));
        }
    }

    /** Security class 5, over the wire. */
    @Test
    void uploadOfAnotherUserKeyOrBucketIsRefused() {
        String id = begin(s3, "mine");
        CompletedPart part = upload(s3, "mine", id, 1, LAST);
        try (AdminClient admin = server.adminClient()) {
            admin.createUser(new UserDocument.New(
                    "mallory",
                    null,
                    null,
                    null,
                    null,
                    null,
                    new AccessKeyDocument.Chosen("mallory-key", "mallory-secret-of-a-test")));
        }
        try (S3Client mallory = server.s3("mallory-key", "mallory-secret-of-a-test")) {
            mallory.createBucket(request -> request.bucket("mallorys"));
            assertThat(code(() -> upload(mallory, "mine", id, 1, LAST))).isEqualTo("403 AccessDenied");
            assertThat(code(() -> complete(mallory, "mine", id, part))).isEqualTo("403 AccessDenied");
            assertThat(code(() -> mallory.abortMultipartUpload(
                            request -> request.bucket("bucket").key("mine").uploadId(id))))
                    .isEqualTo("403 AccessDenied");
            assertThat(code(() -> mallory.listParts(
                            request -> request.bucket("bucket").key("mine").uploadId(id))))
                    .isEqualTo("403 AccessDenied");
            assertThat(code(() -> mallory.uploadPart(
                            request -> request.bucket("mallorys")
                                    .key("mine")
                                    .uploadId(id)
                                    .partNumber(1),
                            RequestBody.fromBytes(LAST))))
                    .isEqualTo("404 NoSuchUpload");
            assertThat(code(() -> mallory.abortMultipartUpload(
                            request -> request.bucket("mallorys").key("mine").uploadId(id))))
                    .isEqualTo("404 NoSuchUpload");
        }
        assertThat(code(() -> upload(s3, "other", id, 1, LAST))).isEqualTo("404 NoSuchUpload");
        complete(s3, "mine", id, part);
        assertThat(body("mine")).isEqualTo(LAST);
    }
}
