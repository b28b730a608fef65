package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.reference.ModelDigests;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartHandlerTest {
    private static final String PATH = "/bucket/a";
    private static final byte[] CONTENT = Uploads.content(1000, 1);

    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private String parts(String id) {
        return alice.get(PATH + "?uploadId=" + id).text();
    }

    @Test
    void answersWithTheTagAndTheChecksum() {
        String id = uploads.begin(PATH);
        Reply reply = uploads.part(PATH, id, 1, CONTENT);

        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.header("ETag")).isEqualTo('"' + Uploads.hexMd5(CONTENT) + '"');
        assertThat(reply.header("x-amz-checksum-crc64nvme"))
                .isEqualTo(ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, CONTENT)
                        .text());
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void replacesAPartOfTheSameNumber() {
        String id = uploads.begin(PATH);
        uploads.part(PATH, id, 1, Uploads.content(7, 7));
        uploads.part(PATH, id, 1, CONTENT);
        assertThat(parts(id)).containsOnlyOnce("<PartNumber>").contains("<Size>1000</Size>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "x", "", "1.0", "99999999999"})
    void refusesNumbersOutOfRange(String number) {
        String id = uploads.begin(PATH);
        Reply reply = alice.put(PATH + "?uploadId=" + id + "&partNumber=" + number, "x");
        assertThat(reply.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(parts(id)).doesNotContain("<Part>");
    }

    @Test
    void takesTheHighestNumber() {
        String id = uploads.begin(PATH);
        assertThat(uploads.part(PATH, id, 10_000, CONTENT).outcome()).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00000000000000000000000000000000000"})
    void refusesIdsThatAreNone(String id) {
        Reply reply = uploads.part(PATH, id, 1, CONTENT);
        assertThat(reply.outcome()).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void aBodyThatIsNotWhatItClaimsLeavesNoPart() {
        String id = uploads.begin(PATH);
        String other = Uploads.base64(ModelDigests.md5(Uploads.content(5, 5)));
        assertThat(uploads.part(PATH, id, 1, CONTENT, "Content-MD5", other).outcome())
                .isEqualTo("400 BadDigest");
        assertThat(uploads.part(PATH, id, 1, CONTENT, "Content-MD5", "short").outcome())
                .isEqualTo("400 InvalidDigest");
        assertThat(uploads.part(PATH, id, 1, CONTENT, "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=")
                        .outcome())
                .isEqualTo("400 BadDigest");
        Reply cut = alice.call(
                "PUT", PATH + "?uploadId=" + id + "&partNumber=1", new MemoryBody(CONTENT, Map.of(), true, true));
        assertThat(cut.outcome()).isEqualTo("400 IncompleteBody");
        assertThat(parts(id)).doesNotContain("<Part>");
    }

    @Test
    void aCompositeNeedsTheClientsOwnValues() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "SHA256");
        Reply none = uploads.part(PATH, id, 1, CONTENT);
        assertThat(none.outcome()).isEqualTo("400 InvalidRequest");
        assertThat(none.xml().require("Message"))
                .isEqualTo(
                        "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: null");
        String crc = ModelDigests.checksum(ChecksumAlgorithm.CRC32, CONTENT).text();
        assertThat(uploads.part(PATH, id, 1, CONTENT, "x-amz-checksum-crc32", crc)
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        String sha = ModelDigests.checksum(ChecksumAlgorithm.SHA256, CONTENT).text();
        Reply right = uploads.part(PATH, id, 1, CONTENT, "x-amz-checksum-sha256", sha);
        assertThat(right.header("x-amz-checksum-sha256")).isEqualTo(sha);
        assertThat(parts(id)).contains("<ChecksumSHA256>" + sha + "</ChecksumSHA256>");
    }

    @Test
    void aChecksumOfTheWholeDoesNot() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
        Reply reply = uploads.part(PATH, id, 1, CONTENT);
        assertThat(reply.header("x-amz-checksum-crc32"))
                .isEqualTo(
                        ModelDigests.checksum(ChecksumAlgorithm.CRC32, CONTENT).text());
    }

    @Test
    void takesTrailers() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "CRC32C");
        String crc = ModelDigests.checksum(ChecksumAlgorithm.CRC32C, CONTENT).text();
        Reply reply = alice.call(
                "PUT",
                PATH + "?uploadId=" + id + "&partNumber=1",
                new MemoryBody(CONTENT, Map.of(ChecksumAlgorithm.CRC32C, crc), true, false));
        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.header("x-amz-checksum-crc32c")).isEqualTo(crc);
    }
}
