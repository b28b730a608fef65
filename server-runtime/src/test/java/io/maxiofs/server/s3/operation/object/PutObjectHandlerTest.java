package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutObjectHandlerTest {
    private static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    @Test
    void answersWithTheMd5AndTheDefaultChecksum() {
        Reply reply = alice.put("/bucket/key", "hello");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers())
                .containsEntry("etag", HELLO_MD5)
                .containsEntry("x-amz-checksum-type", "FULL_OBJECT")
                .containsEntry("x-amz-checksum-crc64nvme", "M3eFcAZSQlc=")
                .doesNotContainKey("x-amz-version-id");
    }

    @Test
    void keepsTheMetadataItWasGiven() {
        alice.put(
                "/bucket/key",
                "hello",
                "Content-Type",
                "text/plain; charset=x",
                "Content-Encoding",
                "aws-chunked,gzip",
                "Content-Language",
                "de",
                "Content-Disposition",
                "attachment; filename=\"a b\"",
                "Cache-Control",
                "no-store",
                "Expires",
                "never",
                "x-amz-meta-Mixed-Case",
                "Value",
                "x-amz-meta-empty",
                "",
                "x-amz-storage-class",
                "STANDARD_IA",
                "x-amz-website-redirect-location",
                "/elsewhere",
                "x-amz-tagging",
                "a=1&b=2",
                "x-amz-server-side-encryption",
                "AES256");
        assertThat(alice.head("/bucket/key").headers())
                .containsEntry("content-type", "text/plain; charset=x")
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-language", "de")
                .containsEntry("content-disposition", "attachment; filename=\"a b\"")
                .containsEntry("cache-control", "no-store")
                .containsEntry("expires", "never")
                .containsEntry("x-amz-meta-mixed-case", "Value")
                .containsEntry("x-amz-meta-empty", "")
                .containsEntry("x-amz-storage-class", "STANDARD_IA")
                .containsEntry("x-amz-website-redirect-location", "/elsewhere")
                .containsEntry("x-amz-tagging-count", "2")
                .containsEntry("x-amz-server-side-encryption", "AES256");
    }

    @Test
    void saysBinaryWhenNoTypeWasGivenAndDropsTheFramingFromTheEncoding() {
        alice.put("/bucket/key", "hello", "Content-Encoding", "aws-chunked");
        assertThat(alice.head("/bucket/key").headers())
                .containsEntry("content-type", "binary/octet-stream")
                .doesNotContainKey("content-encoding");
    }

    @Test
    void allowsTwoKibibytesOfUserMetadataAndNotAByteMore() {
        String name = "x-amz-meta-k";
        assertThat(alice.put("/bucket/key", "", name, "v".repeat(2047)).outcome())
                .isEqualTo("200");
        Reply reply = alice.put("/bucket/key", "", name, "v".repeat(2048));
        assertThat(reply.outcome()).isEqualTo("400 MetadataTooLarge");
        assertThat(reply.xml().value("Size")).isEqualTo("2049");
        assertThat(reply.xml().value("MaxSizeAllowed")).isEqualTo("2048");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Content-MD5, XUFAKrxLKna5cZ2REBfFkg==, 200",
                "Content-MD5, XUFAKrxLKna5cZ2REBfFkA==, 400 BadDigest",
                "Content-MD5, XUFA, 400 InvalidDigest",
                "Content-MD5, '', 400 InvalidDigest",
                "Content-MD5, not base 64, 400 InvalidDigest",
                "x-amz-checksum-crc32, NhCmhg==, 200",
                "x-amz-checksum-crc32, NhCmhQ==, 400 BadDigest",
                "x-amz-checksum-crc32, NhCm, 400 InvalidRequest",
                "x-amz-checksum-crc32, ???, 400 InvalidRequest",
                "x-amz-checksum-crc32, '', 400 InvalidRequest",
                "x-amz-checksum-crc32c, mnG7TA==, 200",
                "x-amz-checksum-crc32c, NhCmhg==, 400 BadDigest",
                "x-amz-checksum-crc64nvme, M3eFcAZSQlc=, 200",
                "x-amz-checksum-crc64nvme, M3eFcAZSQlY=, 400 BadDigest",
                "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=, 200",
                "x-amz-checksum-sha1, AAAAHdzF6KLavt4PO0gs2a6pQ00=, 400 BadDigest",
                "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 200",
                "x-amz-checksum-sha256, AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 400 BadDigest",
                "x-amz-checksum-md4, AAAA, 400 InvalidRequest",
                "x-amz-sdk-checksum-algorithm, CRC32, 400 InvalidRequest",
                "x-amz-sdk-checksum-algorithm, ROT13, 400 InvalidRequest"
            })
    void comparesTheBodyWithWhatWasAnnounced(String header, String value, String outcome) {
        assertThat(alice.put("/bucket/key", "hello", header, value).outcome()).isEqualTo(outcome);
        assertThat(alice.get("/bucket/key").outcome()).isEqualTo(outcome.equals("200") ? "200" : "404 NoSuchKey");
    }

    @Test
    void keepsTheChecksumTheClientChose() {
        alice.put("/bucket/key", "hello", "x-amz-checksum-crc32", "NhCmhg==");
        assertThat(alice.head("/bucket/key").headers()).doesNotContainKey("x-amz-checksum-crc32");
        assertThat(alice.head("/bucket/key", "x-amz-checksum-mode", "ENABLED").headers())
                .containsEntry("x-amz-checksum-crc32", "NhCmhg==")
                .containsEntry("x-amz-checksum-type", "FULL_OBJECT")
                .doesNotContainKey("x-amz-checksum-crc64nvme");
    }

    @Test
    void refusesTwoChecksumsAndOneThatIsNotTheNamedOne() {
        assertThat(alice.put(
                                "/bucket/key",
                                "hello",
                                "x-amz-checksum-crc32",
                                "NhCmhg==",
                                "x-amz-checksum-crc32c",
                                "mnG7TA==")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(alice.put(
                                "/bucket/key",
                                "hello",
                                "x-amz-checksum-crc32",
                                "NhCmhg==",
                                "x-amz-sdk-checksum-algorithm",
                                "SHA1")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void comparesTheBodyWithItsTrailer() {
        assertThat(putWithTrailer("NhCmhg==").outcome()).isEqualTo("200");
        assertThat(alice.head("/bucket/key", "x-amz-checksum-mode", "ENABLED").headers())
                .containsEntry("x-amz-checksum-crc32", "NhCmhg==");
        assertThat(putWithTrailer("NhCmhQ==").outcome()).isEqualTo("400 BadDigest");
        assertThat(putWithTrailer("NhCmh").outcome()).isEqualTo("400 InvalidRequest");
    }

    private Reply putWithTrailer(String value) {
        MemoryBody body = new MemoryBody(
                "hello".getBytes(StandardCharsets.UTF_8), Map.of(ChecksumAlgorithm.CRC32, value), true, false);
        return alice.call("PUT", "/bucket/key", body, "x-amz-sdk-checksum-algorithm", "CRC32");
    }

    @Test
    void keepsTheOldObjectWhenTheNewBodyBreaksOff() {
        alice.put("/bucket/key", "old");
        MemoryBody broken = new MemoryBody(new byte[200_000], Map.of(), true, true);
        assertThat(alice.call("PUT", "/bucket/key", broken).outcome()).isEqualTo("400 IncompleteBody");
        assertThat(alice.get("/bucket/key").text()).isEqualTo("old");
    }

    @Test
    void keepsTheOldObjectWhenTheNewBodyIsNotWhatWasAnnounced() {
        alice.put("/bucket/key", "old");
        assertThat(alice.put("/bucket/key", "hello", "Content-MD5", "XUFAKrxLKna5cZ2REBfFkA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(alice.get("/bucket/key").text()).isEqualTo("old");
    }

    @Test
    void takesALargeBodyPieceByPiece() {
        byte[] large = IntStream.range(0, 300_000)
                .mapToObj(i -> String.valueOf(i % 10))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        assertThat(alice.call("PUT", "/bucket/key", new MemoryBody(large, Map.of(), true, false))
                        .outcome())
                .isEqualTo("200");
        assertThat(alice.get("/bucket/key").body()).isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, *, 412 PreconditionFailed",
        "If-None-Match, \"*\", 412 PreconditionFailed",
        "If-None-Match, \"5d41402abc4b2a76b9719d911017c592\", 501 NotImplemented",
        "If-Match, \"5d41402abc4b2a76b9719d911017c592\", 200",
        "If-Match, 5d41402abc4b2a76b9719d911017c592, 200",
        "If-Match, *, 200",
        "If-Match, \"00000000000000000000000000000000\", 412 PreconditionFailed"
    })
    void decidesConditionsOverAnExistingObject(String header, String value, String outcome) {
        alice.put("/bucket/key", "hello");
        assertThat(alice.put("/bucket/key", "new", header, value).outcome()).isEqualTo(outcome);
        assertThat(alice.get("/bucket/key").text()).isEqualTo(outcome.equals("200") ? "new" : "hello");
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, *, 200",
        "If-Match, *, 404 NoSuchKey",
        "If-Match, \"5d41402abc4b2a76b9719d911017c592\", 404 NoSuchKey"
    })
    void decidesConditionsWhereThereIsNothing(String header, String value, String outcome) {
        assertThat(alice.put("/bucket/key", "new", header, value).outcome()).isEqualTo(outcome);
    }

    @Test
    void takesADeleteMarkerForNothing() {
        alice.versioning("bucket", "Enabled");
        alice.put("/bucket/key", "hello");
        alice.delete("/bucket/key");
        assertThat(alice.put("/bucket/key", "x", "If-Match", "*").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.put("/bucket/key", "x", "If-None-Match", "*").outcome())
                .isEqualTo("200");
    }

    @Test
    void tellsTheVersionOnlyWhereVersioningIsOrWas() {
        alice.put("/bucket/key", "1");
        alice.versioning("bucket", "Enabled");
        String version = alice.put("/bucket/key", "2").header("x-amz-version-id");
        assertThat(version).isNotNull().isNotEqualTo("null");
        alice.versioning("bucket", "Suspended");
        assertThat(alice.put("/bucket/key", "3").header("x-amz-version-id")).isEqualTo("null");
        assertThat(alice.get("/bucket/key?versionId=" + version).text()).isEqualTo("2");
        assertThat(alice.get("/bucket/key?versionId=null").text()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-server-side-encryption, aws:kms, 200",
        "x-amz-server-side-encryption, aws:kms:dsse, 200",
        "x-amz-server-side-encryption, rot13, 400 InvalidArgument",
        "x-amz-server-side-encryption-aws-kms-key-id, key, 400 InvalidArgument",
        "x-amz-server-side-encryption-customer-algorithm, AES256, 400 InvalidArgument",
        "x-amz-storage-class, GLACIER, 400 InvalidStorageClass",
        "x-amz-storage-class, standard, 400 InvalidStorageClass",
        "x-amz-website-redirect-location, ftp://x, 400 InvalidRedirectLocation",
        "x-amz-acl, public-read, 400 AccessControlListNotSupported",
        "x-amz-grant-read, id=x, 400 AccessControlListNotSupported",
        "x-amz-acl, private, 200",
        "x-amz-acl, bucket-owner-full-control, 200",
        "x-amz-tagging, a=1&a=2, 400 InvalidArgument",
        "x-amz-object-lock-mode, GOVERNANCE, 400 InvalidRequest",
        "x-amz-object-lock-legal-hold, ON, 400 InvalidRequest",
        "x-amz-expected-bucket-owner, alice-id, 200",
        "x-amz-expected-bucket-owner, bob-id, 403 AccessDenied"
    })
    void keepsWhatItPromisesAndRefusesTheRest(String header, String value, String outcome) {
        assertThat(alice.put("/bucket/key", "hello", header, value).outcome()).isEqualTo(outcome);
    }

    @Test
    void refusesContradictingEncryption() {
        assertThat(alice.put(
                                "/bucket/key",
                                "",
                                "x-amz-server-side-encryption",
                                "AES256",
                                "x-amz-server-side-encryption-customer-algorithm",
                                "AES256")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(alice.put(
                                "/bucket/key",
                                "",
                                "x-amz-server-side-encryption",
                                "AES256",
                                "x-amz-server-side-encryption-aws-kms-key-id",
                                "key")
                        .outcome())
                .isEqualTo("400 InvalidArgument");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GOVERNANCE, 2026-03-04T05:06:08.890Z, -, 200",
                "COMPLIANCE, 2027-03-04T05:06:08.890Z, OFF, 200",
                "-, -, ON, 200",
                "GOVERNANCE, -, -, 400 InvalidArgument",
                "-, 2027-03-04T05:06:08Z, -, 400 InvalidArgument",
                "governance, 2027-03-04T05:06:08Z, -, 400 InvalidArgument",
                "GOVERNANCE, 2026-03-04T05:06:07Z, -, 400 InvalidArgument",
                "GOVERNANCE, tomorrow, -, 400 InvalidArgument",
                "-, -, on, 400 InvalidArgument"
            })
    void checksLocks(String mode, String until, String hold, String outcome) {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String[] headers = Stream.of(
                        mode == null ? "x-1" : "x-amz-object-lock-mode",
                        String.valueOf(mode),
                        until == null ? "x-2" : "x-amz-object-lock-retain-until-date",
                        String.valueOf(until),
                        hold == null ? "x-3" : "x-amz-object-lock-legal-hold",
                        String.valueOf(hold),
                        "Content-MD5",
                        "XUFAKrxLKna5cZ2REBfFkg==")
                .toArray(String[]::new);
        assertThat(alice.put("/locked/key", "hello", headers).outcome()).isEqualTo(outcome);
    }

    @Test
    void wantsADigestWithALock() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        assertThat(alice.put("/locked/key", "hello", "x-amz-object-lock-legal-hold", "ON")
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void lockedVersionOutlivesAnOverwriteAndRefusesRemoval() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String version = alice.put(
                        "/locked/key",
                        "hello",
                        "x-amz-object-lock-mode",
                        "COMPLIANCE",
                        "x-amz-object-lock-retain-until-date",
                        "2027-01-01T00:00:00Z",
                        "Content-MD5",
                        "XUFAKrxLKna5cZ2REBfFkg==")
                .header("x-amz-version-id");
        alice.put("/locked/key", "new");
        assertThat(alice.delete("/locked/key?versionId=" + version, "x-amz-bypass-governance-retention", "true")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(alice.head("/locked/key?versionId=" + version).headers())
                .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
                .containsEntry("x-amz-object-lock-retain-until-date", "2027-01-01T00:00:00Z");
    }

    @Test
    void answersForABucketThatIsNotThere() {
        assertThat(alice.put("/nobucket/key", "").outcome()).isEqualTo("404 NoSuchBucket");
    }
}
