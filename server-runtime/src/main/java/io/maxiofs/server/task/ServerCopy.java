package io.maxiofs.server.task;

import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Copies a version with S3's own operations: one CopyObject, or for what is larger than that may be, an upload whose parts
 * are copied. Blocks until it is durable.
 */
final class ServerCopy {
    /** Of one CopyObject and of one part. */
    static final long MAX_BYTES = 5L << 30;

    private final S3Calls calls;
    private final long maxBytes;

    ServerCopy(S3Calls calls) {
        this(calls, MAX_BYTES);
    }

    /** @param maxBytes of one copy; for tests that have no 5 GiB */
    ServerCopy(S3Calls calls, long maxBytes) {
        this.calls = calls;
        this.maxBytes = maxBytes;
    }

    /** What goes where. */
    record Copy(
            BucketName from, ObjectVersion version, boolean current, BucketName to, ObjectKey key, boolean overwrite) {

        /** As in {@code x-amz-copy-source}. */
        String source() {
            String path = from.value() + "/" + encode(version.key().value());
            return current ? path : path + "?versionId=" + version.versionText();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws S3Exception PreconditionFailed if the source changed, or if something is there and may not be written over */
    void copy(S3Caller caller, Copy copy) {
        if (copy.version().requireContent().size() > maxBytes) {
            copyInParts(caller, copy);
            return;
        }
        calls.call(
                caller,
                withCondition(
                        S3Call.of(S3Operation.COPY_OBJECT, copy.to().value(), copy.key())
                                .header("x-amz-copy-source", copy.source())
                                .header("x-amz-copy-source-if-match", etag(copy)),
                        copy));
    }

    private static String etag(Copy copy) {
        return copy.version().requireContent().etag().quoted();
    }

    private static S3Call withCondition(S3Call call, Copy copy) {
        return copy.overwrite() ? call : call.header("if-none-match", "*");
    }

    private void copyInParts(S3Caller caller, Copy copy) {
        String id = begin(caller, copy);
        try {
            long size = copy.version().requireContent().size();
            List<String> tags = new ArrayList<>();
            for (long from = 0; from < size; from += maxBytes) {
                tags.add(part(caller, copy, id, tags.size() + 1, from, Math.min(size, from + maxBytes) - 1));
            }
            complete(caller, copy, id, tags);
        } catch (RuntimeException e) {
            calls.call(
                    caller,
                    S3Call.of(S3Operation.ABORT_MULTIPART_UPLOAD, copy.to().value(), copy.key())
                            .query("uploadId", id));
            throw e;
        }
    }

    private String begin(S3Caller caller, Copy copy) {
        S3Call create = S3Call.of(S3Operation.CREATE_MULTIPART_UPLOAD, copy.to().value(), copy.key())
                .header("x-amz-storage-class", copy.version().properties().storageClass())
                .header(
                        "x-amz-website-redirect-location",
                        copy.version().properties().websiteRedirect());
        Map<String, String> tags = copy.version().properties().tags().values();
        if (!tags.isEmpty()) {
            create = create.header(
                    "x-amz-tagging",
                    tags.entrySet().stream()
                            .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                            .collect(Collectors.joining("&")));
        }
        for (Map.Entry<String, String> header :
                copy.version().properties().system().headers().entrySet()) {
            create = create.header(header.getKey(), header.getValue());
        }
        for (Map.Entry<String, String> entry :
                copy.version().properties().user().values().entrySet()) {
            create = create.header("x-amz-meta-" + entry.getKey(), entry.getValue());
        }
        return document(calls.call(caller, create), "InitiateMultipartUploadResult")
                .require("UploadId");
    }

    private String part(S3Caller caller, Copy copy, String id, int number, long from, long to) {
        S3Response response = calls.call(
                caller,
                S3Call.of(S3Operation.UPLOAD_PART_COPY, copy.to().value(), copy.key())
                        .query("uploadId", id)
                        .query("partNumber", Integer.toString(number))
                        .header("x-amz-copy-source", copy.source())
                        .header("x-amz-copy-source-if-match", etag(copy))
                        .header("x-amz-copy-source-range", "bytes=" + from + "-" + to));
        return document(response, "CopyPartResult").require("ETag");
    }

    private void complete(S3Caller caller, Copy copy, String id, List<String> tags) {
        XmlWriter xml = XmlWriter.document("CompleteMultipartUpload");
        for (int i = 0; i < tags.size(); i++) {
            xml.start("Part")
                    .element("PartNumber", i + 1L)
                    .element("ETag", tags.get(i))
                    .end();
        }
        calls.call(
                caller,
                withCondition(
                        S3Call.of(
                                        S3Operation.COMPLETE_MULTIPART_UPLOAD,
                                        copy.to().value(),
                                        copy.key())
                                .query("uploadId", id)
                                .body(xml.toBytes()),
                        copy));
    }

    private static XmlElement document(S3Response response, String root) {
        if (response.body() instanceof S3Response.Xml xml) {
            return XmlReader.read(xml.document(), root);
        }
        throw new S3Exception(S3ErrorCode.INTERNAL_ERROR);
    }
}
