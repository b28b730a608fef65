package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UserMetadata;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the headers of PutObject, CopyObject and CreateMultipartUpload say about the object to be, beside its bytes
 * and its access control list ({@link RequestedAcl}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public record ObjectHeaders(ObjectProperties properties, ObjectProtection protection, Encryption encryption) {
    private static final String STORAGE_CLASS = "x-amz-storage-class";
    private static final String REDIRECT = "x-amz-website-redirect-location";
    private static final int MAX_REDIRECT_CHARACTERS = 2048;

    /**
     * Classes whose objects can be read at once. They are labels here: all bytes are kept alike. Classes that need a
     * restore before reading are refused, since there is no tier to restore from.
     */
    private static final Set<String> STORAGE_CLASSES = Set.of(
            ObjectProperties.STANDARD,
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER_IR");

    /**
     * Reads all of them.
     *
     * @param bucket the object will be in
     * @param now what a retention date must lie behind
     * @throws S3Exception for the first header that is not valid, or not possible in this bucket
     */
    public static ObjectHeaders read(RequestHeaders headers, Bucket bucket, Instant now) {
        ObjectProperties properties = new ObjectProperties(
                system(headers), user(headers), tags(headers), storageClass(headers), websiteRedirect(headers), null);
        return new ObjectHeaders(properties, LockHeaders.read(headers, bucket, now), EncryptionHeaders.write(headers));
    }

    /** Content-Type and the like. {@code aws-chunked} is left out of Content-Encoding. */
    public static SystemMetadata system(RequestHeaders headers) {
        return MetadataHeaders.system(headers);
    }

    /**
     * What comes under {@code x-amz-meta-}.
     *
     * @throws S3Exception MetadataTooLarge above 2 KiB
     */
    public static UserMetadata user(RequestHeaders headers) {
        return MetadataHeaders.user(headers);
    }

    /** @throws S3Exception see {@link TagHeader#parse} */
    public static Tags tags(RequestHeaders headers) {
        return TagHeader.parse(headers.value(TagHeader.NAME));
    }

    /** @throws S3Exception InvalidStorageClass */
    public static String storageClass(RequestHeaders headers) {
        String value = headers.value(STORAGE_CLASS);
        if (value == null) {
            return ObjectProperties.STANDARD;
        }
        if (!STORAGE_CLASSES.contains(value)) {
            throw new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS).with("StorageClassRequested", value);
        }
        return value;
    }

    /** @throws S3Exception InvalidRedirectLocation if it is neither a path nor an http address */
    public static @Nullable String websiteRedirect(RequestHeaders headers) {
        String value = headers.value(REDIRECT);
        if (value == null) {
            return null;
        }
        if (!value.startsWith("/") && !value.startsWith("http://") && !value.startsWith("https://")) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REDIRECT_LOCATION,
                    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.");
        }
        if (value.length() > MAX_REDIRECT_CHARACTERS) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REDIRECT_LOCATION,
                    "The length of website redirect location cannot exceed " + MAX_REDIRECT_CHARACTERS
                            + " characters.");
        }
        return value;
    }
}
