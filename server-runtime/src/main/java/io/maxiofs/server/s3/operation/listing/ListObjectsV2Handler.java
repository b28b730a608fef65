package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.model.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Lists objects with continuation tokens. A token counts and {@code start-after} is only told again when both are sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class ListObjectsV2Handler implements OperationHandler.Blocking {
    private static final String START_AFTER = "start-after";

    private final ObjectListing listing;

    public ListObjectsV2Handler(ObjectListing listing) {
        this.listing = listing;
    }

    @Override
    public S3Response handle(S3Request request) {
        ListParameters parameters = ListParameters.of(request, "max-keys");
        ListParameters.checkOptionalAttributes(request.headers());
        boolean withOwner = "true".equals(request.query().value("fetch-owner"));
        Page<ObjectVersion> page = listing.listObjects(parameters.query(), after(request, parameters));

        ListingDocument document = new ListingDocument("ListBucketResult", parameters);
        document.xml()
                .element("Name", parameters.bucket().value())
                .element("Prefix", parameters.encoded(parameters.prefix()))
                .optional("ContinuationToken", request.query().value(ContinuationToken.PARAMETER));
        if (page.nextMarker() != null) {
            document.xml()
                    .element("NextContinuationToken", ContinuationToken.encode(parameters.bucket(), page.nextMarker()));
        }
        String startAfter = request.query().value(START_AFTER);
        if (startAfter != null) {
            document.xml().element("StartAfter", parameters.encoded(startAfter));
        }
        document.xml()
                .element(
                        "KeyCount",
                        page.entries().size() + page.commonPrefixes().size())
                .element("MaxKeys", parameters.limit());
        document.delimiterAndEncoding();
        document.xml().element("IsTruncated", page.isTruncated());
        for (ObjectVersion version : page.entries()) {
            ListObjectsHandler.write(document, version, withOwner);
        }
        document.commonPrefixes(page.commonPrefixes());
        return S3Response.ofXml(document.xml().toBytes());
    }

    private static @Nullable String after(S3Request request, ListParameters parameters) {
        String token = ListParameters.marker(request, ContinuationToken.PARAMETER);
        return token == null
                ? ListParameters.marker(request, START_AFTER)
                : ContinuationToken.decode(parameters.bucket(), token);
    }
}
