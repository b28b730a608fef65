package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.BucketNotEmptyException;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Creating, changing and removing buckets. */
final class BucketCommands {
    private BucketCommands() {}

    /** Makes a bucket. */
    record Create(NewBucket wanted) implements Command<Bucket> {
        @Override
        public Decision<Bucket> decide(DecisionContext context) {
            Optional<Bucket> existing =
                    context.state().buckets().findPending(wanted.name().value());
            if (existing.isPresent()) {
                throw new BucketExistsException(existing.get());
            }
            context.quotas().checkNewBucket(wanted.tenant());
            Bucket bucket = new Bucket(
                    context.state().highestBucketId() + 1,
                    wanted.name(),
                    wanted.owner(),
                    wanted.tenant(),
                    context.now(),
                    wanted.objectLockEnabled() ? VersioningState.ENABLED : wanted.versioning(),
                    wanted.objectLockEnabled(),
                    wanted.settings());
            Change put = new Change.PutBucket(bucket.id(), BucketCodec.encode(bucket));
            return Decision.of(ChangeRecord.Kind.BUCKET_CREATED, List.of(put), bucket);
        }
    }

    /** Removes a bucket without versions; its unfinished uploads go with it. */
    record Delete(BucketName name) implements Command<Bucket> {
        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<Bucket> decide(DecisionContext context) {
            Bucket bucket = context.bucket(name);
            if (!context.state().usage().counted(bucket.id()).isEmpty()) {
                throw new BucketNotEmptyException("Bucket is not empty: " + name);
            }
            List<Change> changes = new ArrayList<>(UploadCommands.removalOfAll(context, bucket));
            Entry entry = Entry.readOrNull(context.tables().get(Table.BUCKET, TableKeys.number(bucket.id())));
            if (entry == null) {
                throw new IllegalStateException("Bucket " + name + " has no row");
            }
            changes.add(new Change.RemoveBucket(bucket.id(), entry.span()));
            // Nobody who reads the record later can look the name up.
            ChangeNote note =
                    new ChangeNote(ChangeOrigin.NONE, Set.of(), bucket.name().value());
            return Decision.of(ChangeRecord.Kind.BUCKET_DELETED, changes, bucket)
                    .with(note);
        }
    }

    /** Changes a bucket's settings. */
    record Update(BucketName name, UnaryOperator<Bucket> change) implements Command<Bucket> {
        @Override
        public Decision<Bucket> decide(DecisionContext context) {
            Bucket before = context.bucket(name);
            Bucket wanted = change.apply(before);
            boolean locked = before.objectLockEnabled() || wanted.objectLockEnabled();
            if (locked && wanted.versioning() != VersioningState.ENABLED) {
                throw new InvalidLockChangeException("Object lock needs versioning");
            }
            boolean keepsVersioning = wanted.versioning() == VersioningState.UNVERSIONED;
            Bucket after = new Bucket(
                    before.id(),
                    before.name(),
                    wanted.owner(),
                    wanted.tenant(),
                    before.created(),
                    keepsVersioning ? before.versioning() : wanted.versioning(),
                    locked,
                    wanted.settings());
            Change put = new Change.PutBucket(after.id(), BucketCodec.encode(after));
            return Decision.of(ChangeRecord.Kind.BUCKET_CHANGED, List.of(put), after);
        }
    }
}
