package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.SegmentMissingException;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens bodies wherever they are. Safe on any thread. */
final class BodyAccess {
    /** Compaction moves a body at most once in a while; meeting it more often than this means something else. */
    private static final int MOVES = 8;

    private final Journal journal;
    private final ExtentStore extents;
    private final BodyKeys keys;
    private final VersionLookup lookup;

    BodyAccess(Journal journal, ExtentStore extents, BodyKeys keys, VersionLookup lookup) {
        this.journal = journal;
        this.extents = extents;
        this.keys = keys;
        this.lookup = lookup;
    }

    BodyReader open(LocalStoredObject object, ByteRange range, byte @Nullable [] customerKey) {
        ReadSecrets secrets = new ReadSecrets(customerKey, context(object));
        return switch (object.stored().body()) {
            case StoredBody.Empty ignored -> new MemoryReader(ByteBuffer.allocate(0));
            case StoredBody.Inline inline ->
                new MemoryReader(plaintext(object, inline, secrets).slice((int) range.offset(), (int) range.length()));
            case StoredBody.Extents stored -> open(stored.refs(), range, secrets);
        };
    }

    private static @Nullable String context(LocalStoredObject object) {
        ObjectContent content = object.version().content();
        return content == null ? null : content.encryption().context();
    }

    private ByteBuffer plaintext(LocalStoredObject object, StoredBody.Inline inline, ReadSecrets secrets) {
        ByteBuffer bytes = storedBytes(object.bucketId(), object, inline);
        if (inline.key() == null) {
            return bytes;
        }
        try (DataKey key = keys.unwrap(inline.key(), inline.identity(), secrets.customerKey(), secrets.context())) {
            return key == null ? bytes : new FrameCipher(key, inline.identity()).decryptBody(bytes);
        }
    }

    /** Reads an inline body; if compaction has moved it since it was found, from where it is now. */
    private ByteBuffer storedBytes(long bucketId, LocalStoredObject object, StoredBody.Inline inline) {
        Entry.BodyPlace place = object.place();
        for (int i = 0; i < MOVES; i++) {
            try {
                return journal.readBody(place.segment(), place.offset(), inline.storedLength(), inline.crc());
            } catch (SegmentMissingException e) {
                place = lookup.bodyPlace(bucketId, object.version())
                        .orElseThrow(() -> new ObjectNotFoundException("The object was deleted meanwhile"));
            } catch (IOException e) {
                throw unavailable(e);
            }
        }
        throw new StorageUnavailableException(Reason.OVERLOADED, "The body moves faster than it can be read");
    }

    static StorageUnavailableException unavailable(IOException e) {
        return new StorageUnavailableException(
                Reason.DRIVE_MISSING, "The journal cannot be read: " + e.getMessage(), e);
    }

    private BodyReader open(List<ExtentRef> refs, ByteRange range, ReadSecrets secrets) {
        List<ExtentRef> wanted = slices(refs, range);
        List<ExtentStore.Hold> holds = new ArrayList<>(wanted.size());
        boolean opened = false;
        try {
            for (ExtentRef ref : wanted) {
                holds.add(extents.hold(ref.extentId()));
                requireLive(ref.extentId());
            }
            BodyReader reader = new ExtentsReader(extents, keys, wanted, holds, secrets);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                holds.forEach(ExtentStore.Hold::close);
            }
        }
    }

    /** After the hold is taken: an extent still referred to now stays until the hold is given back. */
    private void requireLive(long extentId) {
        IndexTables tables = lookup.tables();
        if (tables.get(Table.EXTENT, TableKeys.number(extentId)) == null) {
            throw new ObjectNotFoundException("The object was deleted meanwhile");
        }
    }

    /** The parts of {@code refs} that make up {@code range} of the whole. */
    static List<ExtentRef> slices(List<ExtentRef> refs, ByteRange range) {
        List<ExtentRef> wanted = new ArrayList<>();
        long start = 0;
        for (ExtentRef ref : refs) {
            long length = ref.range().length();
            long from = Math.max(range.offset(), start);
            long to = Math.min(range.end(), start + length);
            if (from < to) {
                wanted.add(ref.slice(new ByteRange(from - start, to - from)));
            }
            start += length;
        }
        return wanted;
    }
}
