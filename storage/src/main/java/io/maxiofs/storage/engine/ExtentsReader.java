package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.extent.ExtentReader;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one extent after the other, each opened when its turn comes. */
final class ExtentsReader implements BodyReader {
    private final ExtentStore extents;
    private final BodyKeys keys;
    private final List<ExtentRef> refs;
    private final List<ExtentStore.Hold> holds;
    private final ReadSecrets secrets;
    private int next;
    private @Nullable ExtentReader open;
    private boolean closed;
    private @Nullable StorageException failure;

    /** @param holds keep the extents; given back by {@link #close()} */
    ExtentsReader(
            ExtentStore extents,
            BodyKeys keys,
            List<ExtentRef> refs,
            List<ExtentStore.Hold> holds,
            ReadSecrets secrets) {
        this.extents = extents;
        this.keys = keys;
        this.refs = refs;
        this.holds = holds;
        this.secrets = secrets;
        advance();
    }

    /** Opens the next extent. The first one is opened at once, so that a wrong key is told before the answer begins. */
    private void advance() {
        if (open != null) {
            open.close();
            open = null;
        }
        if (next < refs.size()) {
            ExtentRef ref = refs.get(next++);
            try (DataKey key = keys.unwrap(ref.key(), ref.extentId(), secrets.customerKey(), secrets.context())) {
                open = extents.open(ref, key);
            }
        }
    }

    @Override
    public @Nullable Slice next() {
        if (failure != null) {
            throw failure;
        }
        try {
            while (open != null) {
                Slice slice = open.next();
                if (slice != null) {
                    return slice;
                }
                advance();
            }
            return null;
        } catch (StorageException e) {
            // Whoever asks again must not take the end of what could be read for the end of the body.
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (open != null) {
                open.close();
            }
            holds.forEach(ExtentStore.Hold::close);
        }
    }
}
