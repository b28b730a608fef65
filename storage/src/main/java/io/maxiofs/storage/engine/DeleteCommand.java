package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes a version, or hides a key behind a delete marker.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html">Deleting object
 *     versions</a>
 */
final class DeleteCommand implements Command<DeleteResult> {
    private static final DeleteResult NOTHING = new DeleteResult(null, null);

    private final DeleteRequest request;

    DeleteCommand(DeleteRequest request) {
        this.request = request;
    }

    @Override
    public boolean mayUseReserve() {
        return true;
    }

    @Override
    public Decision<DeleteResult> decide(DecisionContext context) {
        Bucket bucket = context.bucket(request.bucket());
        DecisionContext.Found found = context.find(bucket, request.key(), request.version());
        if (!isAsSeen(context, bucket, found)) {
            return Decision.unchanged(NOTHING);
        }
        Conditions.check(
                request.condition(), found == null ? null : found.stored().version());
        boolean named = !(request.version() instanceof VersionSelector.Current);
        Decision<DeleteResult> decision = named || bucket.versioning() == VersioningState.UNVERSIONED
                ? remove(context, bucket, found)
                : mark(context, bucket);
        return decision.relaxed(context.isRelaxed(bucket)).with(ChangeNote.of(request.origin()));
    }

    /** Whether the key is as the caller saw it, if that matters. */
    private boolean isAsSeen(DecisionContext context, Bucket bucket, DecisionContext.@Nullable Found found) {
        DeleteRequest.StillAs seen = request.stillAs();
        if (seen == null) {
            return true;
        }
        DecisionContext.Found head = context.head(bucket, request.key());
        if (head == null
                || found == null
                || !head.stored().version().id().equals(seen.head())
                || !found.stored().version().id().equals(seen.target())) {
            return false;
        }
        byte[] older = TableKeys.ofKey(bucket.id(), request.key());
        return !seen.alone() || context.tables().first(Table.NONCURRENT, older, TableKeys.behind(older)) == null;
    }

    private Decision<DeleteResult> remove(
            DecisionContext context, Bucket bucket, DecisionContext.@Nullable Found found) {
        if (found == null) {
            return Decision.unchanged(NOTHING);
        }
        NewVersions.requireUnlocked(context, found, request.bypassGovernance());
        ObjectVersion version = found.stored().version();
        Change removal = new Change.RemoveVersion(
                bucket.id(),
                request.key(),
                version.id(),
                version.nullVersion(),
                found.entry().span());
        return Decision.of(ChangeRecord.Kind.OBJECT_DELETED, List.of(removal), new DeleteResult(version, null));
    }

    private Decision<DeleteResult> mark(DecisionContext context, Bucket bucket) {
        NewVersions.Plan plan = NewVersions.planMarker(context, bucket, request.key());
        ObjectVersion marker = new ObjectVersion(
                request.key(),
                context.nextVersionId(),
                plan.nullVersion(),
                context.now(),
                request.requester(),
                null,
                ObjectProperties.NONE,
                ObjectProtection.NONE);
        Change put = new Change.PutVersion(bucket.id(), request.key(), VersionCodec.encode(marker, StoredBody.EMPTY));
        ObjectVersion removed =
                plan.replaced() == null ? null : plan.replaced().stored().version();
        return Decision.of(ChangeRecord.Kind.DELETE_MARKER_CREATED, List.of(put), new DeleteResult(removed, marker));
    }
}
