package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Multipart uploads. Bucket, key and upload id must belong together in every call, else the upload is not found. */
public interface MultipartStore {

    /** Fails with {@link BucketNotFoundException}. */
    CompletableFuture<MultipartUpload> create(
            BucketName bucket, ObjectKey key, Owner initiator, MultipartUpload.Specification specification);

    /** @throws UploadNotFoundException if there is none */
    MultipartUpload get(UploadRef upload);

    /**
     * Writes or replaces a part; takes the body over. Fails with {@link UploadNotFoundException} or {@link
     * QuotaExceededException}.
     */
    CompletableFuture<Part> putPart(UploadRef upload, NewPart part, StagedBody body);

    /** Parts with numbers above {@code afterNumber}, ascending, at most {@code limit}. */
    List<Part> listParts(UploadRef upload, int afterNumber, int limit);

    /**
     * Makes the object of the parts given, atomically, without moving their bytes. A repeated call with the same list
     * after success gives the same version for as long as it is the key's current one.
     *
     * <p>Fails with {@link UploadNotFoundException}, {@link InvalidPartException}, {@link PreconditionFailedException},
     * {@link ObjectNotFoundException} (see {@link WriteCondition}), {@link QuotaExceededException}; the upload stays.
     * The condition of a repeated call is not looked at again.
     */
    CompletableFuture<ObjectVersion> complete(UploadRef upload, Completion completion);

    /** Removes the upload and its parts. Fails with {@link UploadNotFoundException}. */
    CompletableFuture<Void> abort(UploadRef upload);

    /** Names an upload as a request does. */
    record UploadRef(BucketName bucket, ObjectKey key, UploadId id) {}

    /**
     * What is said of a part's body.
     *
     * @param checksum kept with the part; null if none
     */
    record NewPart(int number, ETag etag, @Nullable Checksum checksum) {}

    /**
     * @param condition on the current version of the key
     * @param checksum the client's value for the whole object; null if none
     * @param objectSize the size the client announced; null if none
     * @param origin kept in the record of the change, for those who follow the changes
     */
    record Completion(
            List<CompletedPart> parts,
            WriteCondition condition,
            @Nullable Checksum checksum,
            @Nullable Long objectSize,
            ChangeOrigin origin) {

        /** A request of which nobody needs to know where it came from. */
        public Completion(
                List<CompletedPart> parts,
                WriteCondition condition,
                @Nullable Checksum checksum,
                @Nullable Long objectSize) {
            this(parts, condition, checksum, objectSize, ChangeOrigin.NONE);
        }
    }

    /**
     * One line of the list of parts.
     *
     * @param checksum the client's value for the part; null if it gave none
     */
    record CompletedPart(int number, ETag etag, @Nullable Checksum checksum) {}
}
