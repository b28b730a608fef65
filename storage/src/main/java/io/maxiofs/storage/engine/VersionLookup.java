package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds versions as readers see them. A version may move between the tables while it is looked for; it is put at its new
 * place before it leaves the old one, so looking at the newest one again tells whether a miss is a true one.
 */
final class VersionLookup {
    private final IndexTables tables;

    VersionLookup(IndexTables tables) {
        this.tables = tables;
    }

    /** A version and where it stands. */
    record Found(Entry entry, StoredVersion stored, boolean head) {}

    IndexTables tables() {
        return tables;
    }

    @Nullable Found find(long bucketId, ObjectKey key, VersionSelector selector) {
        byte[] headKey = TableKeys.object(bucketId, key);
        byte[] row = tables.get(Table.OBJECT, headKey);
        while (row != null) {
            Entry entry = Entry.read(row);
            Found head = new Found(entry, decode(key, entry), true);
            if (isMeant(head.stored().version(), selector)) {
                return head;
            }
            Found older = older(bucketId, key, selector, head);
            if (older != null) {
                return older;
            }
            byte[] now = tables.get(Table.OBJECT, headKey);
            if (now == null || Arrays.equals(row, now)) {
                return null;
            }
            row = now;
        }
        return null;
    }

    private static boolean isMeant(ObjectVersion version, VersionSelector selector) {
        return switch (selector) {
            case VersionSelector.Current ignored -> true;
            case VersionSelector.Null ignored -> version.nullVersion();
            case VersionSelector.Exact exact ->
                !version.nullVersion() && version.id().equals(exact.id());
        };
    }

    private @Nullable Found older(long bucketId, ObjectKey key, VersionSelector selector, Found head) {
        VersionId id = selector instanceof VersionSelector.Exact exact
                ? exact.id()
                : head.entry().olderNull();
        if (id == null) {
            return null;
        }
        Entry entry = Entry.readOrNull(tables.get(Table.NONCURRENT, TableKeys.noncurrent(bucketId, key, id)));
        if (entry == null) {
            return null;
        }
        Found found = new Found(entry, decode(key, entry), false);
        return isMeant(found.stored().version(), selector) ? found : null;
    }

    private static StoredVersion decode(ObjectKey key, Entry entry) {
        return VersionCodec.decode(key, entry.bytes(), entry.entityOffset());
    }

    /** Where the inline body of a version is now; empty if the version is gone. */
    Optional<Entry.BodyPlace> bodyPlace(long bucketId, ObjectVersion version) {
        VersionSelector selector =
                version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
        Found found = find(bucketId, version.key(), selector);
        return found == null || !found.stored().version().id().equals(version.id())
                ? Optional.empty()
                : Optional.of(found.entry().body());
    }
}
