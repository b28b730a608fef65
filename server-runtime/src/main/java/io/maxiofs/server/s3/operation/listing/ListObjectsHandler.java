package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.model.ObjectVersion;

/**
 * Lists objects the way of before 2016, with markers that are keys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>
 */
public final class ListObjectsHandler implements OperationHandler.Blocking {
    private final ObjectListing listing;

    public ListObjectsHandler(ObjectListing listing) {
        this.listing = listing;
    }

    @Override
    public S3Response handle(S3Request request) {
        ListParameters parameters = ListParameters.of(request, "max-keys");
        ListParameters.checkOptionalAttributes(request.headers());
        String marker = ListParameters.marker(request, "marker");
        Page<ObjectVersion> page = listing.listObjects(parameters.query(), marker);

        ListingDocument document = new ListingDocument("ListBucketResult", parameters);
        document.xml()
                .element("Name", parameters.bucket().value())
                .element("Prefix", parameters.encoded(parameters.prefix()))
                .element("Marker", parameters.encodedOrEmpty(marker));
        // Without a delimiter the last key of the page is the marker to go on with, and S3 leaves it at that.
        if (page.nextMarker() != null && parameters.delimiter() != null) {
            document.xml().element("NextMarker", parameters.encoded(page.nextMarker()));
        }
        document.xml().element("MaxKeys", parameters.limit());
        document.delimiterAndEncoding();
        document.xml().element("IsTruncated", page.isTruncated());
        for (ObjectVersion version : page.entries()) {
            write(document, version, true);
        }
        document.commonPrefixes(page.commonPrefixes());
        return S3Response.ofXml(document.xml().toBytes());
    }

    static void write(ListingDocument document, ObjectVersion version, boolean withOwner) {
        document.xml().start("Contents");
        document.key(version);
        document.time("LastModified", version.lastModified());
        document.content(version);
        if (withOwner) {
            document.owner("Owner", version.owner());
        }
        document.xml().element("StorageClass", version.properties().storageClass());
        document.xml().end();
    }
}
