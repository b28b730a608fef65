package io.maxiofs.storage.api;

import io.maxiofs.storage.model.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a delete did. Removing what does not exist succeeds with neither.
 *
 * @param removed the version that is gone; null if none was
 * @param marker the delete marker that was written; null if none was
 */
public record DeleteResult(
        @Nullable ObjectVersion removed, @Nullable ObjectVersion marker) {}
