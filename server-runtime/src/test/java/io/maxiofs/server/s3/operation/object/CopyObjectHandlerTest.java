package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyObjectHandlerTest {
    private static final String SOURCE = "x-amz-copy-source";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void writeObject() {
        alice.put("/bucket", "");
        alice.put("/other", "");
        alice.put(
                "/bucket/key",
                "0123456789",
                "Content-Type",
                "text/plain",
                "x-amz-meta-a",
                "b",
                "x-amz-tagging",
                "t=1",
                "x-amz-storage-class",
                "STANDARD_IA",
                "x-amz-website-redirect-location",
                "/x",
                "x-amz-checksum-crc32",
                "poTHxg==");
    }

    @Test
    void takesOverBytesMetadataTagsAndChecksum() {
        Reply reply = alice.put("/other/copy", "", SOURCE, "/bucket/key");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.xml().name()).isEqualTo("CopyObjectResult");
        assertThat(reply.xml().value("ETag")).isEqualTo("\"781e5e245d69b566979b86e28d23f2c7\"");
        assertThat(reply.xml().value("LastModified")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(reply.xml().value("ChecksumCRC32")).isEqualTo("poTHxg==");
        assertThat(reply.headers()).doesNotContainKeys("x-amz-copy-source-version-id", "x-amz-version-id");
        Reply copy = alice.get("/other/copy", "x-amz-checksum-mode", "ENABLED");
        assertThat(copy.text()).isEqualTo("0123456789");
        assertThat(copy.headers())
                .containsEntry("content-type", "text/plain")
                .containsEntry("x-amz-meta-a", "b")
                .containsEntry("x-amz-tagging-count", "1")
                .containsEntry("x-amz-checksum-crc32", "poTHxg==")
                .doesNotContainKeys("x-amz-storage-class", "x-amz-website-redirect-location");
    }

    @Test
    void replacesWhatTheDirectivesSay() {
        alice.put(
                "/bucket/copy",
                "",
                SOURCE,
                "bucket/key",
                "x-amz-metadata-directive",
                "REPLACE",
                "Content-Type",
                "a/b",
                "x-amz-meta-c",
                "d");
        assertThat(alice.head("/bucket/copy").headers())
                .containsEntry("content-type", "a/b")
                .containsEntry("x-amz-meta-c", "d")
                .containsEntry("x-amz-tagging-count", "1")
                .doesNotContainKey("x-amz-meta-a");
        alice.put("/bucket/copy", "", SOURCE, "bucket/key", "x-amz-tagging-directive", "REPLACE", "x-amz-meta-c", "d");
        assertThat(alice.head("/bucket/copy").headers())
                .containsEntry("content-type", "text/plain")
                .containsEntry("x-amz-meta-a", "b")
                .doesNotContainKeys("x-amz-tagging-count", "x-amz-meta-c");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-metadata-directive, KEEP, 400 InvalidArgument",
        "x-amz-tagging-directive, copy, 400 InvalidArgument",
        "x-amz-checksum-algorithm, ROT13, 400 InvalidRequest",
        "x-amz-source-expected-bucket-owner, bob-id, 403 AccessDenied",
        "x-amz-source-expected-bucket-owner, alice-id, 200",
        "x-amz-expected-bucket-owner, bob-id, 403 AccessDenied",
        "x-amz-copy-source-server-side-encryption-customer-algorithm, AES256, 400 InvalidArgument",
        "x-amz-server-side-encryption, aws:kms, 200",
        "If-None-Match, *, 200",
        "If-Match, *, 404 NoSuchKey"
    })
    void checksWhatTheHeadersSay(String header, String value, String outcome) {
        assertThat(alice.put("/bucket/copy", "", SOURCE, "/bucket/key", header, value)
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "x-none, x, 400 InvalidRequest",
        "x-amz-metadata-directive, COPY, 400 InvalidRequest",
        "x-amz-tagging, a=b, 400 InvalidRequest",
        "x-amz-metadata-directive, REPLACE, 200",
        "x-amz-storage-class, STANDARD, 200",
        "x-amz-server-side-encryption, AES256, 200",
        "x-amz-website-redirect-location, /y, 200"
    })
    void copiesOntoItselfOnlyWithAChange(String header, String value, String outcome) {
        assertThat(alice.put("/bucket/key", "", SOURCE, "/bucket/key", header, value)
                        .outcome())
                .isEqualTo(outcome);
        assertThat(alice.get("/bucket/key").text()).isEqualTo("0123456789");
    }

    @Test
    void bringsAnOldVersionBack() {
        alice.versioning("bucket", "Enabled");
        String old = alice.put("/bucket/key", "old").header("x-amz-version-id");
        alice.put("/bucket/key", "new");
        Reply reply = alice.put("/bucket/key", "", SOURCE, "/bucket/key?versionId=" + old);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("x-amz-copy-source-version-id")).isEqualTo(old);
        assertThat(reply.header("x-amz-version-id")).isNotNull().isNotEqualTo(old);
        assertThat(alice.get("/bucket/key").text()).isEqualTo("old");
        assertThat(alice.put("/other/x", "", SOURCE, "/bucket/key?versionId=null")
                        .header("x-amz-copy-source-version-id"))
                .isEqualTo("null");
        assertThat(alice.get("/other/x").text()).isEqualTo("0123456789");
    }

    @Test
    void refusesDeleteMarkersAsSources() {
        alice.versioning("bucket", "Enabled");
        String marker = alice.delete("/bucket/key").header("x-amz-version-id");
        assertThat(alice.put("/other/x", "", SOURCE, "/bucket/key").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.put("/other/x", "", SOURCE, "/bucket/key?versionId=" + marker)
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/none, 404 NoSuchKey",
        "/none/key, 404 NoSuchBucket",
        "/bucket/key?versionId=0000000000000000000v, 404 NoSuchVersion",
        "/bucket/key?versionId=x, 400 InvalidArgument",
        "/bucket, 400 InvalidArgument",
        "/bucket/, 400 InvalidArgument",
        "%zz, 400 InvalidArgument"
    })
    void answersForSourcesThatAreNotThere(String source, String outcome) {
        assertThat(alice.put("/other/x", "", SOURCE, source).outcome()).isEqualTo(outcome);
    }

    @Test
    void readsThePercentEncodedNameOfTheSource() {
        alice.put("/bucket/a%20b%2Bc%3FversionId=x%C3%A9/..", "strange");
        assertThat(alice.put("/other/x", "", SOURCE, "/bucket/a%20b%2Bc%3FversionId=x%C3%A9/..")
                        .outcome())
                .isEqualTo("200");
        assertThat(alice.get("/other/x").text()).isEqualTo("strange");
    }

    @Test
    void namesTheKeyOfTheSourceThatIsMissing() {
        assertThat(alice.put("/other/x", "", SOURCE, "/bucket/none").xml().value("Key"))
                .isEqualTo("none");
    }

    @Test
    void computesTheChecksumTheClientWants() {
        Reply reply = alice.put("/other/x", "", SOURCE, "/bucket/key", "x-amz-checksum-algorithm", "SHA256");
        String sha256 = "hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII=";
        assertThat(reply.xml().value("ChecksumSHA256")).isEqualTo(sha256);
        assertThat(alice.head("/other/x", "x-amz-checksum-mode", "ENABLED").header("x-amz-checksum-sha256"))
                .isEqualTo(sha256);
    }

    @Test
    void outlivesItsSource() {
        alice.put("/other/x", "", SOURCE, "/bucket/key");
        alice.delete("/bucket/key");
        assertThat(alice.get("/other/x").text()).isEqualTo("0123456789");
    }

    /** Attack class 4: others let the copy read what its caller may not. */
    @Test
    void readsNothingTheCallerMayNot() {
        S3Caller bob = alice.as(S3Caller.user("bob"));
        bob.put("/bobs", "");
        assertThat(bob.put("/bobs/x", "", SOURCE, "/bucket/key").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs/x", "", SOURCE, "/bucket/key?versionId=null").outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(bob.put("/bobs/x", "", SOURCE, "/bobs/../bucket/key").outcome())
                .isEqualTo("404 NoSuchKey");
        assertThat(bob.put("/bucket/x", "", SOURCE, "/bobs/x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/bobs/x").status()).isEqualTo(404);
    }
}
