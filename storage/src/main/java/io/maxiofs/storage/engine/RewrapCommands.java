package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a version or part once more with its body's key wrapped by the newest version of the same master key. Nothing
 * else of it changes, and its bytes stay where they are. The answer says whether there was anything to do.
 */
final class RewrapCommands {
    private RewrapCommands() {}

    /** Whether a key of the body is wrapped by an older version of its master key. */
    static boolean isOutdated(StoredBody body, MasterKeys keys) {
        return switch (body) {
            case StoredBody.Empty ignored -> false;
            case StoredBody.Inline inline -> isOutdated(inline.key(), inline.identity(), keys);
            case StoredBody.Extents extents ->
                extents.refs().stream().anyMatch(ref -> isOutdated(ref.key(), ref.extentId(), keys));
        };
    }

    private static boolean isOutdated(@Nullable WrappedKey key, long bodyId, MasterKeys keys) {
        return key != null && !keys.isCurrent(key, bodyId);
    }

    private static StoredBody rewrapped(StoredBody body, MasterKeys keys) {
        return switch (body) {
            case StoredBody.Empty empty -> empty;
            case StoredBody.Inline inline -> {
                WrappedKey key = inline.key();
                yield key == null || !isOutdated(key, inline.identity(), keys)
                        ? inline
                        : new StoredBody.Inline(
                                inline.identity(),
                                inline.storedLength(),
                                inline.crc(),
                                keys.rewrap(key, inline.identity()));
            }
            case StoredBody.Extents extents ->
                new StoredBody.Extents(
                        extents.refs().stream().map(ref -> rewrapped(ref, keys)).toList());
        };
    }

    private static ExtentRef rewrapped(ExtentRef ref, MasterKeys keys) {
        WrappedKey key = ref.key();
        return key == null || !isOutdated(key, ref.extentId(), keys)
                ? ref
                : ref.withKey(keys.rewrap(key, ref.extentId()));
    }

    /** A version. */
    record Version(long bucketId, ObjectKey key, VersionId id, MasterKeys keys) implements Command<Boolean> {
        @Override
        public Decision<Boolean> decide(DecisionContext context) {
            Entry entry = find(context);
            if (entry == null) {
                return Decision.unchanged(false);
            }
            StoredVersion stored = VersionCodec.decode(key, entry.bytes(), entry.entityOffset());
            if (!isOutdated(stored.body(), keys)) {
                return Decision.unchanged(false);
            }
            StoredVersion changed =
                    new StoredVersion(stored.version(), rewrapped(stored.body(), keys), stored.uploadId());
            Change put = new Change.PutVersion(bucketId, key, VersionCodec.encode(changed));
            return Decision.of(ChangeRecord.Kind.INTERNAL, List.of(put), true);
        }

        private @Nullable Entry find(DecisionContext context) {
            Entry head = Entry.readOrNull(context.tables().get(Table.OBJECT, TableKeys.object(bucketId, key)));
            if (head == null || MoveCommands.idOf(head).equals(id)) {
                return head;
            }
            return Entry.readOrNull(context.tables().get(Table.NONCURRENT, TableKeys.noncurrent(bucketId, key, id)));
        }
    }

    /**
     * A part of an unfinished upload.
     *
     * @param row its key in the table
     */
    record Part(byte[] row, MasterKeys keys) implements Command<Boolean> {
        @Override
        public Decision<Boolean> decide(DecisionContext context) {
            Entry entry = Entry.readOrNull(context.tables().get(Table.PART, row));
            if (entry == null) {
                return Decision.unchanged(false);
            }
            UploadCodec.StoredPart stored = UploadCodec.decodePart(entry.bytes(), entry.entityOffset());
            if (!isOutdated(stored.body(), keys)) {
                return Decision.unchanged(false);
            }
            byte[] entity = UploadCodec.encodePart(stored.bucketId(), stored.part(), rewrapped(stored.body(), keys));
            Change put = new Change.PutPart(
                    stored.bucketId(), TableKeys.uploadOfPart(row), TableKeys.partNumberOf(row), entity);
            return Decision.of(ChangeRecord.Kind.INTERNAL, List.of(put), true);
        }
    }
}
