package io.maxiofs.server.s3.error;

import io.maxiofs.server.s3.header.HttpDate;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.BucketNotEmptyException;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.InvalidPartException;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.KeyTooLongException;
import io.maxiofs.storage.model.ObjectKey;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an error of S3. Safe on any thread. */
public final class ErrorMapping {
    /** Seconds a client is asked to wait before it tries again. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    private ErrorMapping() {}

    /**
     * What to tell the client about {@code failure}. Failures that are not the client's doing are logged here, under the
     * request's id.
     *
     * @param failure may be wrapped by a future
     */
    public static S3Exception of(Throwable failure, ErrorSubject subject, String requestId) {
        Throwable cause = unwrap(failure);
        S3Exception mapped = switch (cause) {
            case S3Exception e -> e;
            case StorageException e -> ofStorage(e, subject, requestId);
            case MalformedXmlException e -> new S3Exception(S3ErrorCode.MALFORMED_XML);
            case KeyTooLongException e -> ofLongKey(e.byteLength());
            default -> {
                LOG.error("Request {} failed unexpectedly", requestId, cause);
                yield new S3Exception(S3ErrorCode.INTERNAL_ERROR);
            }
        };
        return describe(mapped, subject);
    }

    /** The error for a key longer than S3 allows. */
    public static S3Exception ofLongKey(int byteLength) {
        return new S3Exception(S3ErrorCode.KEY_TOO_LONG_ERROR)
                .with("Size", Integer.toString(byteLength))
                .with("MaxSizeAllowed", Integer.toString(ObjectKey.MAX_BYTES));
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        while ((current instanceof CompletionException || current instanceof ExecutionException)
                && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }

    private static S3Exception ofStorage(StorageException failure, ErrorSubject subject, String requestId) {
        return switch (failure) {
            case BucketNotFoundException e -> new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
            case BucketExistsException e -> new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS);
            case BucketNotEmptyException e -> new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY);
            case ObjectNotFoundException e -> new S3Exception(S3ErrorCode.NO_SUCH_KEY);
            case VersionNotFoundException e -> new S3Exception(S3ErrorCode.NO_SUCH_VERSION);
            case DeleteMarkerException e -> ofDeleteMarker(e);
            case UploadNotFoundException e -> new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD);
            case InvalidPartException e -> ofPart(e, subject);
            case PreconditionFailedException e ->
                new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", e.condition());
            case ObjectLockedException e ->
                new S3Exception(S3ErrorCode.ACCESS_DENIED, "Access Denied because object protected by object lock.");
            case InvalidLockChangeException e ->
                new S3Exception(S3ErrorCode.ACCESS_DENIED, "Access Denied because object protected by object lock.");
            case QuotaExceededException e -> new S3Exception(S3ErrorCode.QUOTA_EXCEEDED);
            case StorageFullException e -> new S3Exception(S3ErrorCode.INSUFFICIENT_CAPACITY);
            case StorageUnavailableException e -> ofUnavailable(e, requestId);
            case CorruptDataException e -> {
                LOG.error("Request {} met stored bytes that fail their checksum; they were not served", requestId, e);
                yield new S3Exception(S3ErrorCode.INTERNAL_ERROR);
            }
            case DecryptionException e -> {
                LOG.warn("Request {} could not decrypt what it asked for: {}", requestId, e.getMessage());
                yield new S3Exception(
                        S3ErrorCode.ACCESS_DENIED, "The object cannot be decrypted with the key at hand.");
            }
        };
    }

    private static S3Exception ofDeleteMarker(DeleteMarkerException e) {
        S3Exception error;
        if (e.isCurrent()) {
            error = new S3Exception(S3ErrorCode.NO_SUCH_KEY);
        } else {
            error = new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                    .with("Method", "GET")
                    .with("ResourceType", "DeleteMarker")
                    .withHeader("Allow", "DELETE")
                    .withHeader("Last-Modified", HttpDate.format(e.marker().lastModified()));
        }
        return error.withHeader("x-amz-delete-marker", "true")
                .withHeader("x-amz-version-id", e.marker().versionText());
    }

    private static S3Exception ofPart(InvalidPartException e, ErrorSubject subject) {
        S3Exception error = switch (e.reason()) {
            case UNKNOWN_PART -> new S3Exception(S3ErrorCode.INVALID_PART);
            case ORDER -> new S3Exception(S3ErrorCode.INVALID_PART_ORDER);
            case TOO_SMALL -> new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL);
            case OBJECT_SIZE -> new S3Exception(S3ErrorCode.INVALID_REQUEST, "The object's size is not valid.");
            case CHECKSUM -> new S3Exception(S3ErrorCode.BAD_DIGEST);
        };
        if (subject.uploadId() != null) {
            error = error.with("UploadId", subject.uploadId());
        }
        return e.partNumber() == 0 ? error : error.with("PartNumber", Integer.toString(e.partNumber()));
    }

    private static S3Exception ofUnavailable(StorageUnavailableException e, String requestId) {
        S3ErrorCode code = switch (e.reason()) {
            case OVERLOADED -> S3ErrorCode.SLOW_DOWN;
            case WRITES_STOPPED, DRIVE_MISSING, READ_ONLY, CLOSED -> {
                LOG.warn("Request {} found the store not available: {}", requestId, e.getMessage());
                yield S3ErrorCode.SERVICE_UNAVAILABLE;
            }
        };
        return new S3Exception(code).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** The error for a request beyond one of the server's limits. */
    public static S3Exception slowDown() {
        return new S3Exception(S3ErrorCode.SLOW_DOWN).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** Adds the elements S3 sends with some codes, unless whoever failed has set them. */
    private static S3Exception describe(S3Exception error, ErrorSubject subject) {
        return switch (error.code()) {
            case NO_SUCH_BUCKET,
                    BUCKET_NOT_EMPTY,
                    BUCKET_ALREADY_EXISTS,
                    BUCKET_ALREADY_OWNED_BY_YOU,
                    INVALID_BUCKET_NAME,
                    NO_SUCH_BUCKET_POLICY,
                    NO_SUCH_TAG_SET,
                    NO_SUCH_CORS_CONFIGURATION,
                    NO_SUCH_LIFECYCLE_CONFIGURATION,
                    NO_SUCH_WEBSITE_CONFIGURATION,
                    SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR,
                    NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION,
                    OWNERSHIP_CONTROLS_NOT_FOUND_ERROR,
                    OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR,
                    REPLICATION_CONFIGURATION_NOT_FOUND_ERROR -> add(error, "BucketName", subject.bucket());
            case NO_SUCH_KEY -> add(error, "Key", subject.key());
            case NO_SUCH_VERSION -> add(add(error, "Key", subject.key()), "VersionId", subject.versionId());
            case NO_SUCH_UPLOAD -> add(error, "UploadId", subject.uploadId());
            default -> error;
        };
    }

    private static S3Exception add(S3Exception error, String element, @Nullable String value) {
        return value == null || error.fields().containsKey(element) ? error : error.with(element, value);
    }
}
