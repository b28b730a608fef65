package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the parts of the model share, and the rules of writing a version. Its monitor is the store's lock. */
final class ModelState {
    private static final int COUNTER_BITS = 16;
    private static final int ORIGIN = 1;

    final TreeMap<BucketName, ModelBucket> buckets = new TreeMap<>();
    final InstantSource clock;
    final long minimumPartBytes;

    private long lastTime;
    private long nextNumber = 1;

    ModelState(InstantSource clock, long minimumPartBytes) {
        this.clock = clock;
        this.minimumPartBytes = minimumPartBytes;
    }

    ModelState copy() {
        ModelState copy = new ModelState(clock, minimumPartBytes);
        copy.lastTime = lastTime;
        copy.nextNumber = nextNumber;
        buckets.forEach((name, bucket) -> copy.buckets.put(name, bucket.copy()));
        return copy;
    }

    /** Runs a change under the lock; a refusal fails the future. */
    <T> CompletableFuture<T> change(Supplier<T> change) {
        synchronized (this) {
            try {
                return CompletableFuture.completedFuture(change.get());
            } catch (StorageException refusal) {
                return CompletableFuture.failedFuture(refusal);
            }
        }
    }

    synchronized <T> T read(Supplier<T> read) {
        return read.get();
    }

    ModelBucket bucket(BucketName name) {
        ModelBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new BucketNotFoundException("No such bucket: " + name);
        }
        return bucket;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Greater than every id before, whatever the clock does. */
    VersionId nextVersionId() {
        lastTime = Math.max(lastTime + 1, clock.millis() << COUNTER_BITS);
        return new VersionId(lastTime, ORIGIN);
    }

    long nextNumber() {
        return nextNumber++;
    }

    /**
     * A version to be.
     *
     * @param content null for a delete marker
     */
    record Draft(
            ObjectKey key,
            Owner owner,
            @Nullable ObjectContent content,
            @Nullable ModelBody body,
            ObjectProperties properties,
            ObjectProtection protection) {}

    /**
     * Writes a version under the bucket's versioning: beside the others if it is enabled, else in place of the null
     * version.
     *
     * @param freedBytes what the same change gives back elsewhere in the bucket
     */
    ModelBucket.Version write(ModelBucket bucket, Draft draft, WriteCondition condition, long freedBytes) {
        checkCondition(condition, bucket.present(draft.key()));
        boolean enabled = bucket.bucket.versioning() == VersioningState.ENABLED;
        ModelBucket.Version replaced = enabled ? null : bucket.select(draft.key(), VersionSelector.NULL);
        if (replaced != null) {
            checkRemovable(replaced, false);
        }
        ModelBucket.Version written = new ModelBucket.Version(
                new ObjectVersion(
                        draft.key(),
                        nextVersionId(),
                        !enabled,
                        now(),
                        draft.owner(),
                        draft.content(),
                        draft.properties(),
                        protection(bucket.bucket, draft)),
                draft.body());
        if (!written.version().isDeleteMarker()) {
            long freed = freedBytes + (replaced == null ? 0 : replaced.size());
            checkQuota(bucket, written.size() - freed, bucket.present(draft.key()) == null ? 1 : 0);
        }
        if (replaced != null) {
            bucket.remove(replaced);
        }
        bucket.add(written);
        return written;
    }

    /** The bucket's default retention counts for what has a body and no retention of its own. */
    private ObjectProtection protection(Bucket bucket, Draft draft) {
        String text = bucket.settings().get(BucketSetting.OBJECT_LOCK);
        if (text == null || draft.content() == null || draft.protection().retention() != null) {
            return draft.protection();
        }
        return DefaultRetention.parse(text)
                .map(retention -> draft.protection().withRetention(retention.from(now())))
                .orElseThrow(() -> new InvalidLockChangeException("Default retention not understood: " + text));
    }

    /** @param version what the condition is about; null if absent */
    static void checkCondition(WriteCondition condition, ModelBucket.@Nullable Version version) {
        if (condition.isUnconditional()) {
            return;
        }
        if (condition.ifNoneMatchAny() && version != null) {
            throw new PreconditionFailedException("If-None-Match");
        }
        boolean wantsOne = condition.ifMatch() != null
                || condition.ifMatchLastModified() != null
                || condition.ifMatchSize() != null;
        if (!wantsOne) {
            return;
        }
        if (version == null) {
            throw new ObjectNotFoundException("The condition asks for an object that does not exist");
        }
        ObjectContent content = version.version().requireContent();
        String tag = condition.ifMatch();
        if (tag != null && !tag.equals("*") && !tag.equals(content.etag().value())) {
            throw new PreconditionFailedException("If-Match");
        }
        Instant written = version.version().lastModified().truncatedTo(ChronoUnit.SECONDS);
        Instant asked = condition.ifMatchLastModified();
        if (asked != null && !asked.truncatedTo(ChronoUnit.SECONDS).equals(written)) {
            throw new PreconditionFailedException("x-amz-if-match-last-modified-time");
        }
        Long size = condition.ifMatchSize();
        if (size != null && size != content.size()) {
            throw new PreconditionFailedException("x-amz-if-match-size");
        }
    }

    void checkRemovable(ModelBucket.Version version, boolean bypassGovernance) {
        if (version.version().protection().forbidsRemoval(clock.instant(), bypassGovernance)) {
            throw new ObjectLockedException("Locked: " + version.version().versionText());
        }
    }

    /** Refuses what grows beyond the quota; what gives back more than it takes is always allowed. */
    static void checkQuota(ModelBucket bucket, long addedBytes, long addedObjects) {
        String quota = bucket.bucket.setting(BucketSetting.QUOTA).orElse("");
        if (quota.isEmpty()) {
            return;
        }
        BucketUsage usage = bucket.usage();
        refuseBeyond(limit(quota, "bytes"), usage.totalBytes(), addedBytes);
        refuseBeyond(limit(quota, "objects"), usage.objects(), addedObjects);
    }

    private static void refuseBeyond(OptionalLong limit, long used, long added) {
        if (limit.isPresent() && added > 0 && used + added > limit.getAsLong()) {
            throw new QuotaExceededException("Quota " + limit.getAsLong() + ", used " + used + ", asked " + added);
        }
    }

    private static OptionalLong limit(String quota, String field) {
        Matcher found = Pattern.compile('"' + field + "\"\\s*:\\s*(\\d+)").matcher(quota);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}
