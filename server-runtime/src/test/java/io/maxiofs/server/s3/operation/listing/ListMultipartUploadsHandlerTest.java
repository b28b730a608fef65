package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListMultipartUploadsHandlerTest {
    private static final String LIST = "/bucket?uploads";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private String begin(String key, String... headers) {
        return alice.post("/bucket/" + key + "?uploads", "", headers).xml().require("UploadId");
    }

    @Test
    void tellsWhatS3TellsOfAnUpload() {
        String id = begin("a", "x-amz-checksum-algorithm", "CRC32", "x-amz-storage-class", "STANDARD_IA");

        Reply reply = alice.get(LIST);

        assertThat(reply.xml().name()).isEqualTo("ListMultipartUploadsResult");
        assertThat(Rows.top(reply, "Bucket")).isEqualTo("bucket");
        assertThat(Rows.top(reply, "KeyMarker")).isEmpty();
        assertThat(Rows.top(reply, "UploadIdMarker")).isEmpty();
        assertThat(Rows.top(reply, "MaxUploads")).isEqualTo("1000");
        assertThat(Rows.isTruncated(reply)).isFalse();
        XmlElement row = Rows.row(reply, "Upload", 0);
        assertThat(row.require("Key")).isEqualTo("a");
        assertThat(row.require("UploadId")).isEqualTo(id);
        assertThat(row.require("StorageClass")).isEqualTo("STANDARD_IA");
        assertThat(row.require("Initiated")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(row.require("ChecksumAlgorithm")).isEqualTo("CRC32");
        assertThat(row.require("ChecksumType")).isEqualTo("COMPOSITE");
        assertThat(row.child("Initiator").orElseThrow().require("ID")).isEqualTo("alice-id");
        assertThat(row.child("Owner").orElseThrow().require("DisplayName")).isEqualTo("alice");
    }

    @Test
    void goesOnWithinAKeyAndBehindCommonPrefixes() {
        String b = begin("b");
        String a1 = begin("a");
        alice.clock().advance(Duration.ofSeconds(1));
        String a2 = begin("a");
        begin("c/d");

        Reply first = alice.get(LIST + "&max-uploads=1&delimiter=/");
        assertThat(Rows.of(first, "Upload", "UploadId")).containsExactly(a1);
        assertThat(Rows.top(first, "NextKeyMarker")).isEqualTo("a");
        assertThat(Rows.top(first, "NextUploadIdMarker")).isEqualTo(a1);
        Reply second = alice.get(LIST + "&max-uploads=3&delimiter=/&key-marker=a&upload-id-marker=" + a1);
        assertThat(Rows.of(second, "Upload", "UploadId")).containsExactly(a2, b);
        assertThat(Rows.prefixes(second)).containsExactly("c/");
        assertThat(Rows.isTruncated(second)).isFalse();

        begin("e");
        Reply third = alice.get(LIST + "&max-uploads=3&delimiter=/&key-marker=a&upload-id-marker=" + a1);
        assertThat(Rows.top(third, "NextKeyMarker")).isEqualTo("c/");
        assertThat(Rows.top(third, "NextUploadIdMarker")).isEmpty();
        assertThat(Rows.of(alice.get(LIST + "&delimiter=/&key-marker=c/"), "Upload", "Key"))
                .containsExactly("e");
        assertThat(Rows.of(alice.get(LIST + "&prefix=c/"), "Upload", "Key")).containsExactly("c/d");
    }

    @Test
    void looksAtAnUploadMarkerOnlyWithAKeyMarker() {
        begin("a");
        assertThat(alice.get(LIST + "&upload-id-marker=nonsense").status()).isEqualTo(200);
        assertThat(alice.get(LIST + "&key-marker=a&upload-id-marker=nonsense").outcome())
                .isEqualTo("400 InvalidArgument");
        assertThat(alice.get(LIST + "&max-uploads=x").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void finishedUploadsAreGone() {
        String id = begin("a");
        alice.delete("/bucket/a?uploadId=" + id);
        assertThat(Rows.of(alice.get(LIST), "Upload", "Key")).isEmpty();
    }
}
