package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketUsage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbortAndListPartsTest {
    private static final String PATH = "/bucket/a";

    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static List<String> numbers(Reply reply) {
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.xml().children("Part").stream()
                .map(part -> part.require("PartNumber"))
                .toList();
    }

    @Test
    void abortLeavesNothing() {
        String id = uploads.begin(PATH);
        uploads.part(PATH, id, 1, Uploads.content(100, 1));

        Reply reply = alice.delete(PATH + "?uploadId=" + id);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(alice.store().buckets().usage(new BucketName("bucket"))).isEqualTo(BucketUsage.NONE);
        assertThat(alice.delete(PATH + "?uploadId=" + id).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(alice.get(PATH + "?uploadId=" + id).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(uploads.part(PATH, id, 1, new byte[1]).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(alice.delete(PATH + "?uploadId=nonsense").outcome()).isEqualTo("404 NoSuchUpload");
    }

    @Test
    void abortDoesNotTouchTheObject() {
        alice.put(PATH, "live");
        String id = uploads.begin(PATH);
        alice.delete(PATH + "?uploadId=" + id);
        assertThat(alice.get(PATH).text()).isEqualTo("live");
    }

    @Test
    void tellsWhatS3TellsOfParts() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "CRC64NVME", "x-amz-storage-class", "ONEZONE_IA");
        byte[] content = Uploads.content(100, 1);
        uploads.part(PATH, id, 3, content);

        Reply reply = alice.get(PATH + "?uploadId=" + id);

        XmlElement root = reply.xml();
        assertThat(root.name()).isEqualTo("ListPartsResult");
        assertThat(root.require("Bucket")).isEqualTo("bucket");
        assertThat(root.require("Key")).isEqualTo("a");
        assertThat(root.require("UploadId")).isEqualTo(id);
        assertThat(root.require("PartNumberMarker")).isEqualTo("0");
        assertThat(root.require("NextPartNumberMarker")).isEqualTo("3");
        assertThat(root.require("MaxParts")).isEqualTo("1000");
        assertThat(root.require("IsTruncated")).isEqualTo("false");
        assertThat(root.require("StorageClass")).isEqualTo("ONEZONE_IA");
        assertThat(root.require("ChecksumAlgorithm")).isEqualTo("CRC64NVME");
        assertThat(root.require("ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(root.child("Owner").orElseThrow().require("ID")).isEqualTo("alice-id");
        assertThat(root.child("Initiator").orElseThrow().require("ID")).isEqualTo("alice-id");
        XmlElement part = root.child("Part").orElseThrow();
        assertThat(part.require("PartNumber")).isEqualTo("3");
        assertThat(part.require("Size")).isEqualTo("100");
        assertThat(part.require("ETag")).isEqualTo('"' + Uploads.hexMd5(content) + '"');
        assertThat(part.require("LastModified")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(part.has("ChecksumCRC64NVME")).isTrue();
    }

    @Test
    void pagesThroughParts() {
        String id = uploads.begin(PATH);
        for (int number : new int[] {9, 1, 5, 10_000}) {
            uploads.part(PATH, id, number, new byte[] {1});
        }
        String target = PATH + "?uploadId=" + id;

        Reply first = alice.get(target + "&max-parts=2");
        assertThat(numbers(first)).containsExactly("1", "5");
        assertThat(first.xml().require("IsTruncated")).isEqualTo("true");
        assertThat(first.xml().require("NextPartNumberMarker")).isEqualTo("5");
        Reply second = alice.get(target + "&max-parts=2&part-number-marker=5");
        assertThat(numbers(second)).containsExactly("9", "10000");
        assertThat(second.xml().require("IsTruncated")).isEqualTo("false");
        assertThat(numbers(alice.get(target + "&part-number-marker=10000"))).isEmpty();
        assertThat(alice.get(target + "&max-parts=2000").xml().require("MaxParts"))
                .isEqualTo("1000");
        Reply none = alice.get(target + "&max-parts=0");
        assertThat(numbers(none)).isEmpty();
        assertThat(none.xml().require("IsTruncated")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-parts=-1", "max-parts=x", "part-number-marker=-1", "part-number-marker=2147483648"})
    void refusesWhatIsNoNumber(String parameter) {
        String id = uploads.begin(PATH);
        assertThat(alice.get(PATH + "?uploadId=" + id + "&" + parameter).outcome())
                .isEqualTo("400 InvalidArgument");
    }
}
