package io.maxiofs.storage.api;

import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectVersion;
import org.jspecify.annotations.Nullable;

/** A version that was found, with access to its body. Holds nothing open by itself. */
public interface StoredObject {

    ObjectVersion version();

    /**
     * Opens a range of the body.
     *
     * @param range inside the body
     * @param customerKey the client's key for a body written with one; null otherwise
     * @throws IllegalArgumentException if the range leaves the body, or on a delete marker
     * @throws DecryptionException if the key is not the right one
     * @throws StorageUnavailableException if the disk is gone
     */
    BodyReader open(ByteRange range, byte @Nullable [] customerKey);
}
