package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.state.Entry;
import org.jspecify.annotations.Nullable;

/** A version as it was found, and the way to its bytes. */
final class LocalStoredObject implements StoredObject {
    private final Opener opener;
    private final long bucketId;
    private final StoredVersion stored;
    private final Entry.BodyPlace place;

    /** The way to the bytes of a version. */
    @FunctionalInterface
    interface Opener {
        BodyReader open(LocalStoredObject object, ByteRange range, byte @Nullable [] customerKey);
    }

    LocalStoredObject(Opener opener, long bucketId, StoredVersion stored, Entry.BodyPlace place) {
        this.opener = opener;
        this.bucketId = bucketId;
        this.stored = stored;
        this.place = place;
    }

    @Override
    public ObjectVersion version() {
        return stored.version();
    }

    StoredVersion stored() {
        return stored;
    }

    long bucketId() {
        return bucketId;
    }

    Entry.BodyPlace place() {
        return place;
    }

    @Override
    public BodyReader open(ByteRange range, byte @Nullable [] customerKey) {
        if (stored.version().isDeleteMarker()) {
            throw new IllegalArgumentException("A delete marker has no body");
        }
        if (range.end() > stored.version().requireContent().size()) {
            throw new IllegalArgumentException(range + " leaves the body");
        }
        return opener.open(this, range, customerKey);
    }
}
