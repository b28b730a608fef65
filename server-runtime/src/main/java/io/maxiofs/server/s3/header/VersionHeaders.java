package io.maxiofs.server.s3.header;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.VersioningState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client is told of a version, in headers. */
public final class VersionHeaders {
    public static final String VERSION_ID = "x-amz-version-id";
    public static final String DELETE_MARKER = "x-amz-delete-marker";

    private static final String[] ALL_BUT_TYPE = {
        "content-encoding", "Content-Encoding",
        "content-language", "Content-Language",
        "content-disposition", "Content-Disposition",
        "cache-control", "Cache-Control",
        "expires", "Expires"
    };

    private VersionHeaders() {}

    /**
     * Headers of an answer to a write: the entity tag, the version and the encryption, and the checksum that was kept.
     *
     * @param bucket as it was when the request came
     */
    public static Map<String, String> written(Bucket bucket, ObjectVersion version) {
        ObjectContent content = version.requireContent();
        Map<String, String> headers = LinkedHashMap.newLinkedHashMap(8);
        headers.put("ETag", content.etag().quoted());
        versionId(bucket, version, headers);
        EncryptionHeaders.answerWritten(content.encryption(), headers);
        checksum(content.checksum(), content, headers);
        return headers;
    }

    /**
     * Headers that GET and HEAD have in common, without length, range, checksum and locks.
     */
    public static Map<String, String> read(Bucket bucket, ObjectVersion version) {
        ObjectContent content = version.requireContent();
        ObjectProperties properties = version.properties();
        Map<String, String> headers = LinkedHashMap.newLinkedHashMap(16);
        headers.put("Last-Modified", HttpDate.format(version.lastModified()));
        headers.put("ETag", content.etag().quoted());
        versionId(bucket, version, headers);
        headers.put("Accept-Ranges", "bytes");
        system(properties.system().headers(), headers);
        for (Map.Entry<String, String> entry : properties.user().values().entrySet()) {
            headers.put(MetadataHeaders.USER_PREFIX + entry.getKey(), entry.getValue());
        }
        if (!properties.tags().isEmpty()) {
            headers.put(
                    "x-amz-tagging-count", Integer.toString(properties.tags().count()));
        }
        if (!properties.storageClass().equals(ObjectProperties.STANDARD)) {
            headers.put("x-amz-storage-class", properties.storageClass());
        }
        if (properties.websiteRedirect() != null) {
            headers.put("x-amz-website-redirect-location", properties.websiteRedirect());
        }
        EncryptionHeaders.answer(content.encryption(), headers);
        if (version.protection().replication() != ReplicationStatus.NONE) {
            headers.put(
                    "x-amz-replication-status",
                    version.protection().replication().name());
        }
        return headers;
    }

    /**
     * Headers of 304 Not Modified: the validators and what a cache needs.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5">RFC 9110, 304</a>
     */
    static Map<String, String> notModified(Bucket bucket, ObjectVersion version) {
        Map<String, String> headers = LinkedHashMap.newLinkedHashMap(8);
        headers.put("Last-Modified", HttpDate.format(version.lastModified()));
        headers.put("ETag", version.requireContent().etag().quoted());
        versionId(bucket, version, headers);
        version.properties().system().get("cache-control").ifPresent(value -> headers.put("Cache-Control", value));
        version.properties().system().get("expires").ifPresent(value -> headers.put("Expires", value));
        return headers;
    }

    private static void system(Map<String, String> kept, Map<String, String> headers) {
        String type = kept.get("content-type");
        headers.put("Content-Type", type == null ? MetadataHeaders.DEFAULT_CONTENT_TYPE : type);
        if (kept.size() == (type == null ? 0 : 1)) {
            return;
        }
        for (int i = 0; i < ALL_BUT_TYPE.length; i += 2) {
            String value = kept.get(ALL_BUT_TYPE[i]);
            if (value != null) {
                headers.put(ALL_BUT_TYPE[i + 1], value);
            }
        }
    }

    /**
     * Adds the version's id. A bucket that never had versioning tells none; in others the null version shows as {@code
     * null}.
     */
    public static void versionId(Bucket bucket, ObjectVersion version, Map<String, String> headers) {
        if (!version.nullVersion() || bucket.versioning() != VersioningState.UNVERSIONED) {
            headers.put(VERSION_ID, version.versionText());
        }
    }

    /**
     * Adds a checksum and its type.
     *
     * @param shown of the whole object or of one of its parts; null if there is none
     */
    public static void checksum(@Nullable Checksum shown, ObjectContent content, Map<String, String> headers) {
        if (shown != null) {
            Checksum whole = content.checksum();
            headers.put(shown.algorithm().headerName(), shown.text());
            headers.put(
                    "x-amz-checksum-type",
                    (whole == null ? shown : whole).type().name());
        }
    }
}
