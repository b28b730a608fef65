package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.reference.ModelDigests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartCopyHandlerTest {
    private static final String PATH = "/bucket/a";
    private static final byte[] CONTENT = Uploads.content(200_000, 1);

    private final S3Caller alice = S3Caller.start();
    private final Uploads uploads = new Uploads(alice);

    @BeforeEach
    void fill() {
        alice.put("/bucket", "");
        alice.put("/source", "");
        assertThat(alice.call("PUT", "/source/x%20y", MemoryBody.of(CONTENT)).outcome())
                .isEqualTo("200");
    }

    private Reply copy(String id, int number, String... headers) {
        List<String> all = new ArrayList<>(List.of("x-amz-copy-source", "/source/x%20y"));
        all.addAll(List.of(headers));
        return alice.put(PATH + "?uploadId=" + id + "&partNumber=" + number, "", all.toArray(new String[0]));
    }

    private static String tag(Reply reply) {
        return reply.xml().require("ETag");
    }

    @Test
    void copiesTheWholeSource() {
        String id = uploads.begin(PATH);
        Reply reply = copy(id, 1);

        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.xml().name()).isEqualTo("CopyPartResult");
        assertThat(tag(reply)).isEqualTo('"' + Uploads.hexMd5(CONTENT) + '"');
        assertThat(reply.xml().require("LastModified")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(reply.xml().require("ChecksumCRC64NVME"))
                .isEqualTo(ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, CONTENT)
                        .text());
        assertThat(reply.header("x-amz-copy-source-version-id")).isNull();
        uploads.complete(PATH, id, Uploads.list(Uploads.line(1, tag(reply), "")));
        assertThat(alice.get(PATH).body()).isEqualTo(CONTENT);
    }

    @Test
    void copiesRangesOfWhatWasItselfCopied() {
        String id = uploads.begin(PATH);
        Reply first = copy(id, 1, "x-amz-copy-source-range", "bytes=100000-199999");
        byte[] range = Arrays.copyOfRange(CONTENT, 100_000, 200_000);
        assertThat(tag(first)).isEqualTo('"' + Uploads.hexMd5(range) + '"');
        assertThat(first.xml().require("ChecksumCRC64NVME"))
                .isEqualTo(ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, range)
                        .text());
        uploads.complete(PATH, id, Uploads.list(Uploads.line(1, tag(first), "")));
        assertThat(alice.get(PATH).body()).isEqualTo(range);

        String again = uploads.begin("/bucket/b");
        Reply second = alice.put("/bucket/b?uploadId=" + again + "&partNumber=1", "", "x-amz-copy-source", "bucket/a");
        assertThat(tag(second))
                .as("a multipart object's tag is not the MD5 of its bytes")
                .isEqualTo('"' + Uploads.hexMd5(range) + '"');
    }

    @Test
    void computesTheUploadsChecksum() {
        String id = uploads.begin(PATH, "x-amz-checksum-algorithm", "SHA1");
        assertThat(copy(id, 1).xml().require("ChecksumSHA1"))
                .isEqualTo(
                        ModelDigests.checksum(ChecksumAlgorithm.SHA1, CONTENT).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0-2", "bytes=0", "bytes=0-", "bytes=-5", "bytes=hello-world", "bytes=0-bar", "bytes=0-2,3-5", ""
            })
    void refusesRangesThatAreNone(String range) {
        Reply reply = copy(uploads.begin(PATH), 1, "x-amz-copy-source-range", range);
        assertThat(reply.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(reply.xml().require("ArgumentName")).isEqualTo("x-amz-copy-source-range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-200000", "bytes=200000-200001", "bytes=5-4", "bytes=0-999999999999999999"})
    void refusesRangesBeyondTheSource(String range) {
        Reply reply = copy(uploads.begin(PATH), 1, "x-amz-copy-source-range", range);
        assertThat(reply.outcome()).isEqualTo("400 InvalidArgument");
        assertThat(reply.xml().require("Message"))
                .isEqualTo("Range specified is not valid for source object of size: 200000");
    }

    @Test
    void copiesTheVersionNamed() {
        alice.versioning("source", "Enabled");
        String newer = String.valueOf(alice.put("/source/x%20y", "newer").header("x-amz-version-id"));
        String id = uploads.begin(PATH);

        Reply old = alice.put(
                PATH + "?uploadId=" + id + "&partNumber=1", "", "x-amz-copy-source", "/source/x%20y?versionId=null");
        assertThat(old.header("x-amz-copy-source-version-id")).isEqualTo("null");
        assertThat(tag(old)).isEqualTo('"' + Uploads.hexMd5(CONTENT) + '"');
        assertThat(copy(id, 2).header("x-amz-copy-source-version-id")).isEqualTo(newer);

        String marker = String.valueOf(alice.delete("/source/x%20y").header("x-amz-version-id"));
        assertThat(copy(id, 3).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(alice.put(
                                PATH + "?uploadId=" + id + "&partNumber=3",
                                "",
                                "x-amz-copy-source",
                                "/source/x%20y?versionId=" + marker)
                        .outcome())
                .isEqualTo("400 InvalidRequest");
    }

    @Test
    void looksAtTheConditionsOnTheSource() {
        String id = uploads.begin(PATH);
        String etag = Uploads.hexMd5(CONTENT);
        assertThat(copy(id, 1, "x-amz-copy-source-if-match", etag).outcome()).isEqualTo("200");
        assertThat(copy(id, 1, "x-amz-copy-source-if-match", "other").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(copy(id, 1, "x-amz-copy-source-if-none-match", etag).outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(copy(id, 1, "x-amz-copy-source-if-modified-since", "Wed, 04 Mar 2026 05:06:08 GMT")
                        .outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(copy(id, 1, "x-amz-copy-source-if-unmodified-since", "Wed, 04 Mar 2026 05:06:06 GMT")
                        .outcome())
                .isEqualTo("412 PreconditionFailed");
    }

    /** Security class 4: the source is authorised on its own. */
    @Test
    void copyWithoutPermissionOnTheSourceIsRefused() {
        S3Caller bob = alice.as(S3Caller.user("bob"));
        bob.put("/bobs", "");
        Uploads bobs = new Uploads(bob);
        String id = bobs.begin("/bobs/a");

        for (String source : new String[] {"/source/x%20y", "source/x%20y", "/source/x%20y?versionId=null"}) {
            assertThat(bob.put("/bobs/a?uploadId=" + id + "&partNumber=1", "", "x-amz-copy-source", source)
                            .outcome())
                    .isEqualTo("403 AccessDenied");
        }
        assertThat(bob.get("/bobs/a?uploadId=" + id).text()).doesNotContain("<Part>");
    }

    @Test
    void refusesWhatDoesNotExist() {
        String id = uploads.begin(PATH);
        assertThat(alice.put(PATH + "?uploadId=" + id + "&partNumber=1", "", "x-amz-copy-source", "/source/none")
                        .outcome())
                .isEqualTo("404 NoSuchKey");
        assertThat(alice.put(PATH + "?uploadId=" + id + "&partNumber=1", "", "x-amz-copy-source", "/nowhere/x")
                        .outcome())
                .isEqualTo("404 NoSuchBucket");
        assertThat(copy("0", 1).outcome()).isEqualTo("404 NoSuchUpload");
        assertThat(copy(id, 0).outcome()).isEqualTo("400 InvalidArgument");
    }
}
