package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.state.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What repair asks of the committer: write a version once more, with other bytes or as it is. Nothing of the version itself
 * changes, so neither object lock nor quota has a say, and those who follow the changes are told nothing. Each command looks
 * whether the version still is the one that was judged: whoever changed it meanwhile wins.
 */
final class RepairCommands {
    private RepairCommands() {}

    /**
     * A version as it was judged.
     *
     * @param id its own, also of a null version
     */
    record Judged(RepairTarget target, long bucketId, VersionId id, Entry entry, StoredVersion stored) {}

    /**
     * @throws VersionNotFoundException if the version is gone
     * @throws PreconditionFailedException if it is another
     */
    private static DecisionContext.Found find(DecisionContext context, Judged judged) {
        RepairTarget target = judged.target();
        // The bucket may have been deleted, and another made with its name.
        Optional<Bucket> bucket = context.state()
                .buckets()
                .findPending(target.bucket().value())
                .filter(found -> found.id() == judged.bucketId());
        DecisionContext.Found found =
                bucket.isEmpty() ? null : context.find(bucket.get(), target.key(), target.version());
        if (found == null) {
            throw new VersionNotFoundException(target + " is not there any more");
        }
        if (!found.stored().version().id().equals(judged.id())) {
            throw changed(target);
        }
        return found;
    }

    private static PreconditionFailedException changed(RepairTarget target) {
        return new PreconditionFailedException(target + " was changed meanwhile");
    }

    /** Whether both are the same bytes on the disk; the keys that open them may have been wrapped anew. */
    static boolean isSame(StoredBody one, StoredBody other) {
        return switch (one) {
            case StoredBody.Empty ignored -> other instanceof StoredBody.Empty;
            case StoredBody.Inline inline ->
                other instanceof StoredBody.Inline also
                        && inline.identity() == also.identity()
                        && inline.storedLength() == also.storedLength()
                        && inline.crc() == also.crc();
            case StoredBody.Extents extents ->
                other instanceof StoredBody.Extents also && isSame(extents.refs(), also.refs());
        };
    }

    private static boolean isSame(List<ExtentRef> one, List<ExtentRef> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).extentId() != other.get(i).extentId()
                    || !one.get(i).range().equals(other.get(i).range())) {
                return false;
            }
        }
        return true;
    }

    /** Giving up a reference that is not counted would free what others may still refer to. */
    private static void requireCounted(DecisionContext context, StoredBody body) {
        if (body instanceof StoredBody.Extents extents) {
            for (ExtentRef ref : extents.refs()) {
                if (context.state().extents().count(ref.extentId()) == 0) {
                    throw new CorruptDataException(
                            "The index counts no reference to an extent of the version; it has to be made anew first");
                }
            }
        }
    }

    /** Lets a version refer to other bytes, which were proven to be the right ones. */
    record ReplaceBody(Judged judged, Staged body) implements Command<Boolean> {
        @Override
        public int bodyBytes() {
            return body.inlineLength();
        }

        @Override
        public void settled(boolean committed) {
            body.settled(committed);
        }

        @Override
        public void inDoubt() {
            body.inDoubt();
        }

        @Override
        public Decision<Boolean> decide(DecisionContext context) {
            StoredVersion now = find(context, judged).stored();
            if (!isSame(now.body(), judged.stored().body())) {
                throw changed(judged.target());
            }
            requireCounted(context, now.body());
            // As it is now: its tags or its retention may have been changed since it was judged.
            StoredVersion repaired = new StoredVersion(now.version(), body.stored(), now.uploadId());
            Change put =
                    new Change.PutVersion(judged.bucketId(), judged.target().key(), VersionCodec.encode(repaired));
            return Decision.of(ChangeRecord.Kind.INTERNAL, List.of(put), true).withBody(body.inlineBytes());
        }
    }

    /**
     * Writes a version's record again, from what the index knows of it.
     *
     * @param body its bytes, if they are in the journal, for a record that can be found alone; null otherwise
     */
    record RewriteRecord(Judged judged, Decision.@Nullable InlineBytes body) implements Command<Boolean> {
        @Override
        public int bodyBytes() {
            return body == null ? 0 : body.bytes().remaining();
        }

        @Override
        public Decision<Boolean> decide(DecisionContext context) {
            Entry now = find(context, judged).entry();
            if (!Arrays.equals(now.bytes(), judged.entry().bytes())) {
                throw changed(judged.target());
            }
            Change put =
                    new Change.PutVersion(judged.bucketId(), judged.target().key(), now.entity());
            return Decision.of(ChangeRecord.Kind.INTERNAL, List.of(put), true).withBody(body);
        }
    }

    /** Removes a version that is damaged still, as a delete of it would. */
    record Remove(Judged judged, DeleteCommand delete) implements Command<DeleteResult> {
        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<DeleteResult> decide(DecisionContext context) {
            if (!isSame(find(context, judged).stored().body(), judged.stored().body())) {
                throw changed(judged.target());
            }
            return delete.decide(context);
        }
    }
}
