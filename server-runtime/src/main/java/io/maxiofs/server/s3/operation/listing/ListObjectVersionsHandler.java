package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import org.jspecify.annotations.Nullable;

/**
 * Lists all versions and delete markers, of a key newest first.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
public final class ListObjectVersionsHandler implements OperationHandler.Blocking {
    private static final String KEY_MARKER = "key-marker";
    private static final String VERSION_MARKER = "version-id-marker";

    private final ObjectListing listing;

    public ListObjectVersionsHandler(ObjectListing listing) {
        this.listing = listing;
    }

    @Override
    public S3Response handle(S3Request request) {
        ListParameters parameters = ListParameters.of(request, "max-keys");
        ListParameters.checkOptionalAttributes(request.headers());
        String keyMarker = ListParameters.marker(request, KEY_MARKER);
        String versionMarker = versionMarker(ListParameters.marker(request, VERSION_MARKER), keyMarker);
        VersionPage page = listing.listVersions(parameters.query(), keyMarker, versionMarker);

        ListingDocument document = new ListingDocument("ListVersionsResult", parameters);
        document.xml()
                .element("Name", parameters.bucket().value())
                .element("Prefix", parameters.encoded(parameters.prefix()))
                .element("KeyMarker", parameters.encodedOrEmpty(keyMarker))
                .element("VersionIdMarker", versionMarker == null ? "" : versionMarker);
        if (page.nextKeyMarker() != null) {
            document.xml()
                    .element("NextKeyMarker", parameters.encoded(page.nextKeyMarker()))
                    .optional("NextVersionIdMarker", page.nextVersionMarker());
        }
        document.xml().element("MaxKeys", parameters.limit());
        document.delimiterAndEncoding();
        document.xml().element("IsTruncated", page.isTruncated());
        for (VersionEntry entry : page.entries()) {
            write(document, entry);
        }
        document.commonPrefixes(page.commonPrefixes());
        return S3Response.ofXml(document.xml().toBytes());
    }

    private static void write(ListingDocument document, VersionEntry entry) {
        ObjectVersion version = entry.version();
        boolean marker = version.isDeleteMarker();
        document.xml().start(marker ? "DeleteMarker" : "Version");
        document.key(version);
        document.xml().element("VersionId", version.versionText()).element("IsLatest", entry.isLatest());
        document.time("LastModified", version.lastModified());
        if (!marker) {
            document.content(version);
        }
        document.owner("Owner", version.owner());
        if (!marker) {
            document.xml().element("StorageClass", version.properties().storageClass());
        }
        document.xml().end();
    }

    private static @Nullable String versionMarker(@Nullable String versionMarker, @Nullable String keyMarker) {
        if (versionMarker == null) {
            return null;
        }
        if (keyMarker == null) {
            throw ListParameters.invalid(
                    VERSION_MARKER, versionMarker, "A version-id marker cannot be specified without a key marker.");
        }
        if (VersionSelector.parse(versionMarker).isEmpty()) {
            throw ListParameters.invalid(VERSION_MARKER, versionMarker, "Invalid version id specified");
        }
        return versionMarker;
    }
}
