package io.maxiofs.storage.codec;

import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.UploadId;
import org.jspecify.annotations.Nullable;

/**
 * A version together with the place of its bytes.
 *
 * @param uploadId the multipart upload it was made from, so that a repeated request to complete it can be answered;
 *     null for a version that was written at once
 */
public record StoredVersion(
        ObjectVersion version, StoredBody body, @Nullable UploadId uploadId) {}
