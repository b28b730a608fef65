package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.UrlEncoding;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the parts of an upload by number.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>
 */
public final class ListPartsHandler implements OperationHandler.Blocking {
    /** Rows of one answer, and what a client gets that asks for more. */
    private static final int MAX_PARTS = 1000;

    private static final String MARKER = "part-number-marker";

    private final MultipartStore uploads;

    public ListPartsHandler(MultipartStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public S3Response handle(S3Request request) {
        UploadRef ref = UploadParameter.upload(request);
        int limit = Math.min(number("max-parts", request.query().value("max-parts"), MAX_PARTS), MAX_PARTS);
        int marker = number(MARKER, request.query().value(MARKER), 0);
        MultipartUpload upload = uploads.get(ref);
        List<Part> found = uploads.listParts(ref, marker, limit + 1);
        List<Part> page = found.subList(0, Math.min(limit, found.size()));
        // An empty page could not say where to go on.
        boolean truncated = !page.isEmpty() && page.size() < found.size();

        boolean urlEncoded = "url".equals(request.query().value("encoding-type"));
        XmlWriter xml = XmlWriter.document("ListPartsResult")
                .element("Bucket", ref.bucket().value())
                .optional("Key", UrlEncoding.apply(urlEncoded, ref.key().value()))
                .element("UploadId", ref.id().text())
                .element("PartNumberMarker", marker)
                .element(
                        "NextPartNumberMarker",
                        page.isEmpty() ? 0 : page.getLast().number())
                .element("MaxParts", limit)
                .element("IsTruncated", truncated);
        if (urlEncoded) {
            xml.element("EncodingType", "url");
        }
        MultipartChecksum checksum = MultipartChecksum.of(upload.specification());
        for (Part part : page) {
            write(xml, part, checksum.chosen());
        }
        describe(xml, upload, checksum);
        Map<String, String> answer = new LinkedHashMap<>();
        EncryptionHeaders.answer(upload.specification().encryption(), answer);
        return new S3Response(200, answer, new S3Response.Xml(xml.toBytes()));
    }

    private static void write(XmlWriter xml, Part part, boolean withChecksum) {
        xml.start("Part")
                .element("PartNumber", part.number())
                .element("LastModified", part.lastModified().truncatedTo(ChronoUnit.SECONDS))
                .element("ETag", part.etag().quoted())
                .element("Size", part.size());
        Checksum checksum = part.checksum();
        if (withChecksum && checksum != null) {
            xml.element("Checksum" + checksum.algorithm().wireName(), checksum.text());
        }
        xml.end();
    }

    private static void describe(XmlWriter xml, MultipartUpload upload, MultipartChecksum checksum) {
        owner(xml, "Initiator", upload.initiator());
        owner(xml, "Owner", upload.specification().owner());
        xml.element("StorageClass", upload.specification().properties().storageClass());
        if (checksum.chosen()) {
            xml.element("ChecksumAlgorithm", checksum.algorithm().wireName())
                    .element("ChecksumType", checksum.type().name());
        }
    }

    private static void owner(XmlWriter xml, String element, Owner owner) {
        xml.start(element)
                .element("ID", owner.canonicalId())
                .element("DisplayName", owner.displayName())
                .end();
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative number.
        }
        throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "Argument " + name + " must be an integer between 0 and 2147483647")
                .with("ArgumentName", name)
                .with("ArgumentValue", text);
    }
}
