package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What writing a new version of a key means in its bucket. */
final class NewVersions {
    private NewVersions() {}

    /**
     * @param nullVersion whether the new version is the null version
     * @param replaced the version that goes with it; null if none does
     */
    record Plan(boolean nullVersion, DecisionContext.@Nullable Found replaced) {}

    /**
     * @param size plaintext bytes of the new version
     * @throws ObjectLockedException if a version that would be replaced is locked
     * @throws io.maxiofs.storage.api.QuotaExceededException if it does not fit
     */
    static Plan plan(
            DecisionContext context, Bucket bucket, ObjectKey key, DecisionContext.@Nullable Found head, long size) {
        Plan plan = planMarker(context, bucket, key);
        long before =
                plan.replaced() == null ? 0 : sizeOf(plan.replaced().stored().version());
        boolean isNew = head == null || head.stored().version().isDeleteMarker();
        context.quotas().check(bucket, size - before, isNew ? 1 : 0);
        return plan;
    }

    /** The same for a delete marker, which takes no quota. */
    static Plan planMarker(DecisionContext context, Bucket bucket, ObjectKey key) {
        if (bucket.versioning() == VersioningState.ENABLED) {
            return new Plan(false, null);
        }
        DecisionContext.Found replaced = context.find(bucket, key, VersionSelector.NULL);
        if (replaced != null) {
            requireUnlocked(context, replaced, false);
        }
        return new Plan(true, replaced);
    }

    /**
     * The protection a new version gets: its own, or the bucket's default retention where it has none.
     *
     * @throws InvalidLockChangeException if the bucket's default cannot be read, which must not be taken for none
     */
    static ObjectProtection protection(Bucket bucket, ObjectProtection own, Instant written) {
        String text = bucket.settings().get(BucketSetting.OBJECT_LOCK);
        if (text == null || own.retention() != null) {
            return own;
        }
        DefaultRetention retention = DefaultRetention.parse(text)
                .orElseThrow(() -> new InvalidLockChangeException(
                        "The default retention of bucket " + bucket.name() + " cannot be read"));
        if (!bucket.objectLockEnabled()) {
            throw new InvalidLockChangeException("Bucket " + bucket.name() + " has a default retention and no lock");
        }
        return own.withRetention(retention.from(written));
    }

    static void requireUnlocked(DecisionContext context, DecisionContext.Found found, boolean bypassGovernance) {
        ObjectVersion version = found.stored().version();
        if (version.protection().forbidsRemoval(context.now(), bypassGovernance)) {
            throw new ObjectLockedException("Version " + version.versionText() + " is locked");
        }
    }

    private static long sizeOf(ObjectVersion version) {
        return version.content() == null ? 0 : version.content().size();
    }
}
