package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteObjectsHandlerTest {
    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private Reply deleteAll(String bucket, String objects, String... headers) {
        String document = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + objects + "</Delete>";
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-MD5";
        all[1] = md5(document);
        return alice.post("/" + bucket + "?delete", document, all);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String object(String key, String more) {
        return "<Object><Key>" + key + "</Key>" + more + "</Object>";
    }

    private static List<String> texts(Reply reply, String element, String child) {
        return reply.xml().children(element).stream().map(e -> e.require(child)).toList();
    }

    @Test
    void answersInTheOrderOfTheRequestWithDuplicatesAndMisses() {
        alice.put("/bucket/a", "1");
        alice.put("/bucket/b", "2");
        Reply reply = deleteAll("bucket", object("b", "") + object("missing", "") + object("a", "") + object("b", ""));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.xml().name()).isEqualTo("DeleteResult");
        assertThat(texts(reply, "Deleted", "Key")).containsExactly("b", "missing", "a", "b");
        assertThat(alice.get("/bucket/a").status()).isEqualTo(404);
        assertThat(alice.get("/bucket/b").status()).isEqualTo(404);
    }

    @Test
    void tellsOnlyErrorsWhenQuiet() {
        alice.put("/bucket/a", "1");
        Reply reply = deleteAll(
                "bucket", "<Quiet>true</Quiet>" + object("a", "") + object("b", "<VersionId>nonsense</VersionId>"));
        assertThat(reply.xml().children("Deleted")).isEmpty();
        assertThat(texts(reply, "Error", "Key")).containsExactly("b");
        assertThat(alice.get("/bucket/a").status()).isEqualTo(404);
    }

    @Test
    void ignoresChildrenItDoesNotKnow() {
        alice.put("/bucket/a", "1");
        Reply reply = deleteAll("bucket", "<Future>x</Future>" + object("a", "<Novel><Key>z</Key></Novel>"));
        assertThat(texts(reply, "Deleted", "Key")).containsExactly("a");
    }

    @Test
    void tellsMarkersAndVersions() {
        alice.versioning("bucket", "Enabled");
        String version = alice.put("/bucket/a", "1").header("x-amz-version-id");
        XmlElement hidden =
                deleteAll("bucket", object("a", "")).xml().children("Deleted").getFirst();
        assertThat(hidden.value("DeleteMarker")).isEqualTo("true");
        assertThat(hidden.value("VersionId")).isNull();
        String marker = hidden.require("DeleteMarkerVersionId");
        Reply reply = deleteAll(
                "bucket",
                object("a", "<VersionId>" + marker + "</VersionId>")
                        + object("a", "<VersionId>" + version + "</VersionId>"));
        XmlElement shown = reply.xml().children("Deleted").getFirst();
        assertThat(shown.value("DeleteMarker")).isEqualTo("true");
        assertThat(shown.value("DeleteMarkerVersionId")).isEqualTo(marker);
        assertThat(shown.value("VersionId")).isEqualTo(marker);
        XmlElement removed = reply.xml().children("Deleted").getLast();
        assertThat(removed.value("DeleteMarker")).isNull();
        assertThat(removed.value("VersionId")).isEqualTo(version);
    }

    @Test
    void refusesLockedVersionsOneByOne() {
        alice.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true");
        String version = alice.put(
                        "/locked/a", "hello", "x-amz-object-lock-legal-hold", "ON", "Content-MD5", md5("hello"))
                .header("x-amz-version-id");
        alice.put("/locked/b", "1");
        Reply reply = deleteAll("locked", object("a", "<VersionId>" + version + "</VersionId>") + object("b", ""));
        assertThat(texts(reply, "Error", "Code")).containsExactly("AccessDenied");
        assertThat(texts(reply, "Error", "VersionId")).containsExactly(version);
        assertThat(texts(reply, "Deleted", "Key")).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "<ETag>\"9dd4e461268c8034f5c8564e155c67a6\"</ETag>, ''",
        "<ETag>9dd4e461268c8034f5c8564e155c67a6</ETag>, ''",
        "<ETag>\"other\"</ETag>, PreconditionFailed",
        "<Size>1</Size>, ''",
        "<Size>2</Size>, PreconditionFailed",
        "<LastModifiedTime>2026-03-04T05:06:07Z</LastModifiedTime>, ''",
        "'<LastModifiedTime>Wed, 04 Mar 2026 05:06:07 GMT</LastModifiedTime>', ''",
        "<LastModifiedTime>2026-03-04T05:06:08Z</LastModifiedTime>, PreconditionFailed",
        "<Size>x</Size>, InvalidArgument"
    })
    void decidesConditionsKeyByKey(String condition, String code) {
        alice.put("/bucket/a", "x");
        alice.put("/bucket/b", "x");
        Reply reply = deleteAll("bucket", object("a", condition) + object("b", ""));
        assertThat(texts(reply, "Error", "Code")).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
        assertThat(alice.get("/bucket/a").status()).isEqualTo(code.isEmpty() ? 404 : 200);
        assertThat(alice.get("/bucket/b").status()).isEqualTo(404);
    }

    @Test
    void tellsKeysThatCannotBe() {
        Reply reply = deleteAll("bucket", object("", "") + object("k".repeat(1025), "") + object("ok", ""));
        assertThat(texts(reply, "Error", "Code")).containsExactly("UserKeyMustBeSpecified", "KeyTooLongError");
        assertThat(texts(reply, "Deleted", "Key")).containsExactly("ok");
    }

    @Test
    void takesAThousandKeysAndNotOneMore() {
        StringBuilder thousand = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            thousand.append(object("k" + i, ""));
        }
        assertThat(deleteAll("bucket", thousand.toString()).xml().children("Deleted"))
                .hasSize(1000);
        assertThat(deleteAll("bucket", thousand + object("more", "")).outcome()).isEqualTo("400 MalformedXML");
        assertThat(deleteAll("bucket", "").outcome()).isEqualTo("400 MalformedXML");
    }

    @ParameterizedTest
    @CsvSource({"<Object/>", "<Quiet>perhaps</Quiet><Object><Key>a</Key></Object>"})
    void refusesADocumentWithoutMeaning(String content) {
        assertThat(deleteAll("bucket", content).outcome()).isEqualTo("400 MalformedXML");
    }

    @Test
    void wantsADigestOfTheDocumentOfAnyKind() {
        alice.put("/bucket/a", "1");
        String document = "<Delete>" + object("a", "") + "</Delete>";
        assertThat(alice.post("/bucket?delete", document).outcome()).isEqualTo("400 InvalidRequest");
        assertThat(alice.post("/bucket?delete", document, "Content-MD5", md5("other"))
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(alice.post("/bucket?delete", document, "x-amz-checksum-crc32", "AAAAAA==")
                        .outcome())
                .isEqualTo("400 BadDigest");
        assertThat(alice.get("/bucket/a").status()).isEqualTo(200);
        assertThat(alice.post("/bucket?delete", document, "x-amz-checksum-crc32", crc32(document))
                        .outcome())
                .isEqualTo("200");
        MemoryBody trailed = new MemoryBody(
                document.getBytes(StandardCharsets.UTF_8),
                Map.of(ChecksumAlgorithm.CRC32, crc32(document)),
                true,
                false);
        assertThat(alice.call("POST", "/bucket?delete", trailed).outcome()).isEqualTo("200");
    }

    private static String crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    void answersForABucketThatIsNotThere() {
        assertThat(deleteAll("nobucket", object("a", "")).outcome()).isEqualTo("404 NoSuchBucket");
    }
}
