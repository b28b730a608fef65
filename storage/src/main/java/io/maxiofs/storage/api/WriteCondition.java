package io.maxiofs.storage.api;

import io.maxiofs.storage.model.ETag;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the state a change meets, decided by the committer together with the change. A delete marker counts as
 * absent. A condition that asks something of a version where there is none fails with {@link ObjectNotFoundException},
 * every other with {@link PreconditionFailedException}. The condition of a delete that names a version is about that
 * version, all others about the current one.
 *
 * @param ifMatch the current version must have this entity tag; null if not asked. {@code *} means any.
 * @param ifNoneMatchAny no current version may exist
 * @param ifMatchLastModified (deletes) the version must have been written at this second; null if not asked
 * @param ifMatchSize (deletes) the version must have this size; null if not asked
 */
public record WriteCondition(
        @Nullable String ifMatch,
        boolean ifNoneMatchAny,
        @Nullable Instant ifMatchLastModified,
        @Nullable Long ifMatchSize) {
    public static final WriteCondition NONE = new WriteCondition(null, false, null, null);

    /** The tag of {@link #ifMatch} unless it is {@code *} or absent. */
    public Optional<ETag> requiredTag() {
        return ifMatch == null || ifMatch.equals("*") ? Optional.empty() : Optional.of(new ETag(ifMatch));
    }

    public boolean isUnconditional() {
        return equals(NONE);
    }
}
