package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.UploadId;
import org.jspecify.annotations.Nullable;

/**
 * Lists unfinished multipart uploads by key, those of a key oldest first.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
 */
public final class ListMultipartUploadsHandler implements OperationHandler.Blocking {
    private static final String UPLOAD_MARKER = "upload-id-marker";

    private final ObjectListing listing;

    public ListMultipartUploadsHandler(ObjectListing listing) {
        this.listing = listing;
    }

    @Override
    public S3Response handle(S3Request request) {
        ListParameters parameters = ListParameters.of(request, "max-uploads");
        String keyMarker = ListParameters.marker(request, "key-marker");
        // S3 does not look at it without a key marker.
        String uploadMarker = keyMarker == null ? null : uploadMarker(request);
        Page<MultipartUpload> page = listing.listUploads(parameters.query(), keyMarker, uploadMarker);

        ListingDocument document = new ListingDocument("ListMultipartUploadsResult", parameters);
        XmlWriter xml = document.xml();
        xml.element("Bucket", parameters.bucket().value())
                .element("KeyMarker", parameters.encodedOrEmpty(keyMarker))
                .element("UploadIdMarker", uploadMarker == null ? "" : uploadMarker);
        if (page.nextMarker() != null) {
            xml.element("NextKeyMarker", parameters.encoded(page.nextMarker()))
                    .element("NextUploadIdMarker", lastUpload(page));
        }
        xml.element("Prefix", parameters.encoded(parameters.prefix()));
        document.delimiterAndEncoding();
        xml.element("MaxUploads", parameters.limit()).element("IsTruncated", page.isTruncated());
        for (MultipartUpload upload : page.entries()) {
            write(document, parameters, upload);
        }
        document.commonPrefixes(page.commonPrefixes());
        return S3Response.ofXml(xml.toBytes());
    }

    /** The upload the page ends with; empty if it ends with a common prefix, which no key of the page can equal. */
    private static String lastUpload(Page<MultipartUpload> page) {
        if (page.entries().isEmpty()) {
            return "";
        }
        MultipartUpload last = page.entries().getLast();
        return last.key().value().equals(page.nextMarker()) ? last.id().text() : "";
    }

    private static void write(ListingDocument document, ListParameters parameters, MultipartUpload upload) {
        MultipartUpload.Specification specification = upload.specification();
        XmlWriter xml = document.xml();
        xml.start("Upload")
                .element("Key", parameters.encoded(upload.key().value()))
                .element("UploadId", upload.id().text());
        document.owner("Initiator", upload.initiator());
        document.owner("Owner", specification.owner());
        xml.element("StorageClass", specification.properties().storageClass());
        document.time("Initiated", upload.initiated());
        if (specification.checksumAlgorithm() != null) {
            xml.element("ChecksumAlgorithm", specification.checksumAlgorithm().wireName());
        }
        if (specification.checksumType() != null) {
            xml.element("ChecksumType", specification.checksumType().name());
        }
        xml.end();
    }

    private static @Nullable String uploadMarker(S3Request request) {
        String marker = ListParameters.marker(request, UPLOAD_MARKER);
        if (marker != null && UploadId.parse(marker).isEmpty()) {
            throw ListParameters.invalid(UPLOAD_MARKER, marker, "Invalid uploadId marker");
        }
        return marker;
    }
}
