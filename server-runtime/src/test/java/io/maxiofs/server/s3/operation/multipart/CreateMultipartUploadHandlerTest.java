package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateMultipartUploadHandlerTest {
    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    @Test
    void answersWithAnIdThatIsNotUsedTwice() {
        Reply one = alice.post("/bucket/a%20b?uploads", "");
        Reply two = alice.post("/bucket/a%20b?uploads", "");

        assertThat(one.xml().name()).isEqualTo("InitiateMultipartUploadResult");
        assertThat(one.xml().require("Bucket")).isEqualTo("bucket");
        assertThat(one.xml().require("Key")).isEqualTo("a b");
        assertThat(one.xml().require("UploadId")).isNotEqualTo(two.xml().require("UploadId"));
        assertThat(one.header("x-amz-checksum-algorithm")).isNull();
        assertThat(alice.get("/bucket/a%20b").outcome())
                .as("an upload is no object")
                .isEqualTo("404 NoSuchKey");
    }

    @Test
    void whatItSaysIsWhatTheObjectCarries() {
        String id = uploads.begin(
                "/bucket/a",
                "Content-Type",
                "text/x-test",
                "Cache-Control",
                "no-cache",
                "x-amz-meta-colour",
                "blue",
                "x-amz-tagging",
                "a=1&b=2",
                "x-amz-storage-class",
                "STANDARD_IA",
                "x-amz-server-side-encryption",
                "AES256");
        byte[] content = Uploads.content(10, 1);
        Reply part = uploads.part("/bucket/a", id, 1, content);
        assertThat(part.header("x-amz-server-side-encryption")).isEqualTo("AES256");
        Reply done = uploads.complete("/bucket/a", id, Uploads.list(Uploads.line(1, part)));
        assertThat(done.outcome()).isEqualTo("200");

        Reply head = alice.head("/bucket/a");
        assertThat(head.header("Content-Type")).isEqualTo("text/x-test");
        assertThat(head.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(head.header("x-amz-meta-colour")).isEqualTo("blue");
        assertThat(head.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(head.header("x-amz-server-side-encryption")).isEqualTo("AES256");
        assertThat(alice.get("/bucket/a?tagging").text()).contains("<Key>a</Key><Value>1</Value>");
    }

    @Test
    void locksTheObjectThatComesOfIt() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String id = uploads.begin(
                "/locked/a",
                "x-amz-object-lock-mode",
                "COMPLIANCE",
                "x-amz-object-lock-retain-until-date",
                "2027-01-01T00:00:00Z",
                "x-amz-object-lock-legal-hold",
                "ON");
        Reply part = uploads.part("/locked/a", id, 1, Uploads.content(10, 1));
        Reply done = uploads.complete("/locked/a", id, Uploads.list(Uploads.line(1, part)));
        assertThat(done.outcome()).isEqualTo("200");

        Reply head = alice.head("/locked/a");
        assertThat(head.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
        assertThat(head.header("x-amz-object-lock-retain-until-date")).startsWith("2027-01-01T00:00:00");
        assertThat(head.header("x-amz-object-lock-legal-hold")).isEqualTo("ON");
        String version = String.valueOf(head.header("x-amz-version-id"));
        assertThat(alice.delete("/locked/a?versionId=" + version).outcome()).isEqualTo("403 AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32,,CRC32,COMPOSITE",
        "CRC32C,FULL_OBJECT,CRC32C,FULL_OBJECT",
        "CRC64NVME,,CRC64NVME,FULL_OBJECT",
        "SHA1,COMPOSITE,SHA1,COMPOSITE",
        "SHA256,,SHA256,COMPOSITE"
    })
    void tellsTheChecksumItWillKeep(String algorithm, String type, String toldAlgorithm, String toldType) {
        Reply reply = type == null
                ? alice.post("/bucket/a?uploads", "", "x-amz-checksum-algorithm", algorithm)
                : alice.post(
                        "/bucket/a?uploads", "", "x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", type);
        assertThat(reply.header("x-amz-checksum-algorithm")).isEqualTo(toldAlgorithm);
        assertThat(reply.header("x-amz-checksum-type")).isEqualTo(toldType);
    }

    @ParameterizedTest
    @CsvSource({"SHA1,FULL_OBJECT", "SHA256,FULL_OBJECT", "CRC64NVME,COMPOSITE", "MD2,COMPOSITE", "CRC32,HALF"})
    void refusesChecksumsThatDoNotGoTogether(String algorithm, String type) {
        assertThat(alice.post(
                                "/bucket/a?uploads",
                                "",
                                "x-amz-checksum-algorithm",
                                algorithm,
                                "x-amz-checksum-type",
                                type)
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void refusesATypeWithoutAnAlgorithm() {
        assertThat(alice.post("/bucket/a?uploads", "", "x-amz-checksum-type", "FULL_OBJECT")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void refusesAnUnknownBucketAndWrongHeaders() {
        assertThat(alice.post("/nowhere/a?uploads", "").outcome()).isEqualTo("404 NoSuchBucket");
        assertThat(alice.post("/bucket/a?uploads", "", "x-amz-storage-class", "COLD")
                        .outcome())
                .isEqualTo("400 InvalidStorageClass");
        assertThat(alice.post("/bucket/a?uploads", "", "x-amz-object-lock-legal-hold", "ON")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }
}
