package io.maxiofs.server.s3.operation.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.storage.reference.ModelDigests;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** The steps of an upload, for tests. */
final class Uploads {
    /** Smallest part but the last. */
    static final int FIVE_MIB = 5 << 20;

    private final S3Caller caller;

    Uploads(S3Caller caller) {
        this.caller = caller;
    }

    static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static String hexMd5(byte[] content) {
        return HexFormat.of().formatHex(ModelDigests.md5(content));
    }

    static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    /** Begins an upload of {@code path}, such as {@code /bucket/key}. */
    String begin(String path, String... headers) {
        Reply reply = caller.post(path + "?uploads", "", headers);
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.xml().require("UploadId");
    }

    Reply part(String path, String id, int number, byte[] content, String... headers) {
        return caller.call("PUT", path + "?uploadId=" + id + "&partNumber=" + number, MemoryBody.of(content), headers);
    }

    /** Line of the list of parts for a part just uploaded. */
    static String line(int number, Reply uploaded) {
        assertThat(uploaded.outcome()).isEqualTo("200");
        return line(number, String.valueOf(uploaded.header("ETag")), "");
    }

    static String line(int number, String etag, String more) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag.replace("\"", "&quot;") + "</ETag>" + more
                + "</Part>";
    }

    static String list(String... lines) {
        return "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + String.join("", lines)
                + "</CompleteMultipartUpload>";
    }

    Reply complete(String path, String id, String document, String... headers) {
        return caller.post(path + "?uploadId=" + id, document, headers);
    }
}
