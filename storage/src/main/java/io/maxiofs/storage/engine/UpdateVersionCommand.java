package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore.VersionChange;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.VersionSelector;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what is kept beside a version's bytes. */
final class UpdateVersionCommand implements Command<ObjectVersion> {
    private final BucketName bucketName;
    private final ObjectKey key;
    private final VersionSelector selector;
    private final VersionChange change;
    private final ChangeOrigin origin;

    UpdateVersionCommand(
            BucketName bucketName, ObjectKey key, VersionSelector selector, VersionChange change, ChangeOrigin origin) {
        this.bucketName = bucketName;
        this.key = key;
        this.selector = selector;
        this.change = change;
        this.origin = origin;
    }

    @Override
    public Decision<ObjectVersion> decide(DecisionContext context) {
        Bucket bucket = context.bucket(bucketName);
        DecisionContext.Found found = context.find(bucket, key, selector);
        if (found == null) {
            throw selector instanceof VersionSelector.Current
                    ? new ObjectNotFoundException("No such object: " + key)
                    : new VersionNotFoundException("No such version of " + key);
        }
        StoredVersion stored = found.stored();
        ObjectVersion before = stored.version();
        Reads.requireBody(before, found.head() && selector instanceof VersionSelector.Current);
        ObjectVersion changed = change.apply(before);
        checkLockChange(context, bucket, before.protection(), changed.protection());
        ObjectVersion after = before.withProperties(changed.properties()).withProtection(changed.protection());
        Change put = new Change.PutVersion(
                bucket.id(), key, VersionCodec.encode(new StoredVersion(after, stored.body(), stored.uploadId())));
        return Decision.of(ChangeRecord.Kind.OBJECT_CHANGED, List.of(put), after)
                .relaxed(context.isRelaxed(bucket))
                .with(new ChangeNote(origin, aspects(before, after), ""));
    }

    /** What differs; for those who follow the changes. */
    private static Set<ChangeAspect> aspects(ObjectVersion before, ObjectVersion after) {
        EnumSet<ChangeAspect> found = EnumSet.noneOf(ChangeAspect.class);
        ObjectProperties old = before.properties();
        ObjectProperties now = after.properties();
        add(found, ChangeAspect.TAGS, old.tags(), now.tags());
        add(found, ChangeAspect.ACL, old.acl(), now.acl());
        add(
                found,
                ChangeAspect.RETENTION,
                before.protection().retention(),
                after.protection().retention());
        add(
                found,
                ChangeAspect.LEGAL_HOLD,
                before.protection().legalHold(),
                after.protection().legalHold());
        add(
                found,
                ChangeAspect.LEGAL_HOLD,
                before.protection().legalHoldReleased(),
                after.protection().legalHoldReleased());
        add(
                found,
                ChangeAspect.REPLICATION_STATUS,
                before.protection().replication(),
                after.protection().replication());
        add(found, ChangeAspect.OTHER, old.system(), now.system());
        add(found, ChangeAspect.OTHER, old.user(), now.user());
        add(found, ChangeAspect.OTHER, old.storageClass(), now.storageClass());
        add(found, ChangeAspect.OTHER, old.websiteRedirect(), now.websiteRedirect());
        return found;
    }

    private static void add(
            EnumSet<ChangeAspect> found, ChangeAspect aspect, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(aspect);
        }
    }

    /**
     * Compliance is never weakened, whoever asks, and nothing is locked where there is no object lock. Whether the caller
     * may weaken governance was decided by whoever knows the caller.
     */
    private static void checkLockChange(
            DecisionContext context, Bucket bucket, ObjectProtection before, ObjectProtection after) {
        boolean same = before.legalHold() == after.legalHold() && Objects.equals(before.retention(), after.retention());
        if (same) {
            return;
        }
        PutVersionCommand.checkLock(bucket, after);
        Retention old = before.retention();
        if (old == null || old.mode() != Retention.Mode.COMPLIANCE || !old.isActive(context.now())) {
            return;
        }
        Retention wanted = after.retention();
        if (wanted == null
                || wanted.mode() != Retention.Mode.COMPLIANCE
                || wanted.until().isBefore(old.until())) {
            throw new InvalidLockChangeException("Compliance retention cannot be weakened");
        }
    }
}
