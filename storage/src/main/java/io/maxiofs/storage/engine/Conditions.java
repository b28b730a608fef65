package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link WriteCondition}s.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
final class Conditions {
    private Conditions() {}

    /**
     * @param current the key's newest version; null if it has none
     * @throws PreconditionFailedException if the condition does not hold
     * @throws ObjectNotFoundException if it asks for an entity tag and there is no object
     */
    static void check(WriteCondition condition, @Nullable ObjectVersion current) {
        if (condition.isUnconditional()) {
            return;
        }
        ObjectContent content = current == null ? null : current.content();
        if (condition.ifNoneMatchAny() && content != null) {
            throw new PreconditionFailedException("If-None-Match");
        }
        if (condition.ifMatch() != null) {
            checkTag(condition, content);
        }
        if (condition.ifMatchLastModified() != null
                && (current == null
                        || !current.lastModified()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .equals(condition.ifMatchLastModified().truncatedTo(ChronoUnit.SECONDS)))) {
            throw new PreconditionFailedException("x-amz-if-match-last-modified-time");
        }
        if (condition.ifMatchSize() != null && (content == null || content.size() != condition.ifMatchSize())) {
            throw new PreconditionFailedException("x-amz-if-match-size");
        }
    }

    private static void checkTag(WriteCondition condition, @Nullable ObjectContent content) {
        if (content == null) {
            throw new ObjectNotFoundException("If-Match was given, but there is no such object");
        }
        Optional<ETag> wanted = condition.requiredTag();
        if (wanted.isPresent() && !wanted.get().equals(content.etag())) {
            throw new PreconditionFailedException("If-Match");
        }
    }
}
