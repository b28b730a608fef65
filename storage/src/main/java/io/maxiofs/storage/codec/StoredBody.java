package io.maxiofs.storage.codec;

import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.extent.ExtentRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a version or part are. */
public sealed interface StoredBody {
    StoredBody EMPTY = new Empty();

    /** No bytes at all. */
    record Empty() implements StoredBody {}

    /**
     * Inside a journal record; which one is kept beside this, since compaction moves it.
     *
     * @param identity number the frames were encrypted under; also tells bodies apart that have the same bytes
     * @param storedLength bytes in the record, which are more than the plaintext if encrypted
     * @param crc CRC32C of those bytes
     * @param key null if the bytes are plaintext
     */
    record Inline(
            long identity,
            int storedLength,
            int crc,
            @Nullable WrappedKey key) implements StoredBody {}

    /** Ranges of extents, one behind the other. */
    record Extents(List<ExtentRef> refs) implements StoredBody {
        public Extents {
            refs = List.copyOf(refs);
        }
    }
}
