package io.maxiofs.server.s3.operation.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object of two parts with checksums of their own: how it is described, read by part, and copied. */
class MultipartObjectReadTest {
    private static final String FIRST = "x".repeat(5 << 20);
    private static final String SECOND = "the end";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void upload() {
        alice.put("/bucket", "");
        String id = alice.post("/bucket/key?uploads", "", "x-amz-checksum-algorithm", "CRC32")
                .xml()
                .require("UploadId");
        String parts = part(id, 1, FIRST) + part(id, 2, SECOND);
        Reply done = alice.post(
                "/bucket/key?uploadId=" + id, "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private String part(String id, int number, String body) {
        Reply reply = alice.put(
                "/bucket/key?partNumber=" + number + "&uploadId=" + id, body, "x-amz-checksum-crc32", crc32(body));
        assertThat(reply.outcome()).isEqualTo("200");
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + reply.header("ETag") + "</ETag><ChecksumCRC32>"
                + crc32(body) + "</ChecksumCRC32></Part>";
    }

    private static String crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    void listsPartsPageByPage() {
        XmlElement first = parts("x-amz-max-parts", "1");
        assertThat(first.value("PartsCount")).isEqualTo("2");
        assertThat(first.value("IsTruncated")).isEqualTo("true");
        assertThat(first.value("NextPartNumberMarker")).isEqualTo("1");
        assertThat(first.children("Part")).hasSize(1);
        XmlElement second = parts("x-amz-part-number-marker", "1");
        assertThat(second.value("IsTruncated")).isEqualTo("false");
        XmlElement part = second.children("Part").getFirst();
        assertThat(part.value("PartNumber")).isEqualTo("2");
        assertThat(part.value("Size")).isEqualTo(Integer.toString(SECOND.length()));
        assertThat(part.value("ChecksumCRC32")).isEqualTo(crc32(SECOND));
    }

    private XmlElement parts(String header, String value) {
        return alice.get("/bucket/key?attributes", "x-amz-object-attributes", "ObjectParts", header, value)
                .xml()
                .child("ObjectParts")
                .orElseThrow();
    }

    @Test
    void givesTheChecksumOfThePartThatIsRead() {
        Reply reply = alice.get("/bucket/key?partNumber=2", "x-amz-checksum-mode", "ENABLED");
        assertThat(reply.text()).isEqualTo(SECOND);
        assertThat(reply.headers())
                .containsEntry("x-amz-checksum-crc32", crc32(SECOND))
                .containsEntry("x-amz-checksum-type", "COMPOSITE")
                .containsEntry("x-amz-mp-parts-count", "2");
    }

    /** The copy's value is combined from the parts' values; it must be the one of the bytes. */
    @Test
    void givesACopyTheChecksumOfTheWhole() {
        Reply copied = alice.put("/bucket/copy", "", "x-amz-copy-source", "/bucket/key");
        assertThat(copied.xml().value("ChecksumCRC32")).isEqualTo(crc32(FIRST + SECOND));
        assertThat(alice.head("/bucket/copy", "x-amz-checksum-mode", "ENABLED").headers())
                .containsEntry("x-amz-checksum-crc32", crc32(FIRST + SECOND))
                .containsEntry("x-amz-checksum-type", "FULL_OBJECT");
        assertThat(alice.get("/bucket/copy?partNumber=2").outcome()).isEqualTo("416 InvalidPartNumber");
    }
}
