package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
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
     * @throws ObjectNotFoundException if it asks something of an object and there is none
     */
    static void check(WriteCondition condition, @Nullable ObjectVersion current) {
        if (condition.isUnconditional()) {
            return;
        }
        ObjectContent content = current == null ? null : current.content();
        if (condition.ifNoneMatchAny() && content != null) {
            throw new PreconditionFailedException("If-None-Match");
        }
        Instant written = condition.ifMatchLastModified();
        Long size = condition.ifMatchSize();
        if (condition.ifMatch() == null && written == null && size == null) {
            return;
        }
        if (current == null || content == null) {
            throw new ObjectNotFoundException("The request is about an object as it is, and there is none");
        }
        checkTag(condition, content);
        if (written != null
                && !current.lastModified()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .equals(written.truncatedTo(ChronoUnit.SECONDS))) {
            throw new PreconditionFailedException("x-amz-if-match-last-modified-time");
        }
        if (size != null && content.size() != size) {
            throw new PreconditionFailedException("x-amz-if-match-size");
        }
    }

    private static void checkTag(WriteCondition condition, ObjectContent content) {
        Optional<ETag> wanted = condition.requiredTag();
        if (wanted.isPresent() && !wanted.get().equals(content.etag())) {
            throw new PreconditionFailedException("If-Match");
        }
    }
}
