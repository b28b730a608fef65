package io.maxiofs.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished multipart upload.
 *
 * @param initiator who created it
 * @param specification what its object will be
 */
public record MultipartUpload(
        UploadId id, ObjectKey key, Instant initiated, Owner initiator, Specification specification) {

    /**
     * What the object made from the upload will carry.
     *
     * @param checksumAlgorithm null if the client asked for none
     * @param checksumType null if the client asked for none
     */
    public record Specification(
            Owner owner,
            ObjectProperties properties,
            ObjectProtection protection,
            Encryption encryption,
            @Nullable ChecksumAlgorithm checksumAlgorithm,
            @Nullable ChecksumType checksumType) {}
}
