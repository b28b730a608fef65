package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body that is in memory, verified. */
final class MemoryReader implements BodyReader {
    private @Nullable ByteBuffer bytes;

    MemoryReader(ByteBuffer bytes) {
        this.bytes = bytes.hasRemaining() ? bytes : null;
    }

    @Override
    public @Nullable Slice next() {
        ByteBuffer rest = bytes;
        bytes = null;
        return rest == null ? null : new Memory(rest);
    }

    @Override
    public void close() {
        bytes = null;
    }
}
