package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.digest.DigestValues;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.state.ExtentLedger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A complete body and what happens to its bytes if no name comes to refer to them. */
final class Staged implements StagedBody {
    private enum Phase {
        STAGED,
        HANDED_OVER,
        DISCARDED
    }

    private final StoredBody stored;
    private final long size;
    private final Decision.@Nullable InlineBytes inline;
    private final @Nullable DigestValues digests;
    private final @Nullable ExtentStore owned;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STAGED);

    /**
     * @param inline bytes that travel in the record; null unless {@code stored} is inline
     * @param digests null for a reference
     * @param owned the store of extents that were written for this body alone; null for a reference
     */
    Staged(
            StoredBody stored,
            long size,
            Decision.@Nullable InlineBytes inline,
            @Nullable DigestValues digests,
            @Nullable ExtentStore owned) {
        this.stored = stored;
        this.size = size;
        this.inline = inline;
        this.digests = digests;
        this.owned = owned;
    }

    StoredBody stored() {
        return stored;
    }

    Decision.@Nullable InlineBytes inlineBytes() {
        return inline;
    }

    int inlineLength() {
        return inline == null ? 0 : inline.bytes().remaining();
    }

    boolean isReference() {
        return owned == null;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Optional<byte[]> md5() {
        return digests == null ? Optional.empty() : digests.md5();
    }

    @Override
    public Optional<Checksum> checksum(ChecksumAlgorithm algorithm) {
        return digests == null ? Optional.empty() : digests.checksum(algorithm);
    }

    /**
     * From here on the committer decides what becomes of the bytes.
     *
     * @throws IllegalStateException if the body was given away or closed before
     */
    void handOver() {
        if (!phase.compareAndSet(Phase.STAGED, Phase.HANDED_OVER)) {
            throw new IllegalStateException("The body was handed over or closed already");
        }
    }

    /** A reference is only worth something while what it refers to is there. */
    void requireReferencesLive(ExtentLedger extents) {
        if (isReference() && stored instanceof StoredBody.Extents referred) {
            for (ExtentRef ref : referred.refs()) {
                if (extents.count(ref.extentId()) == 0) {
                    throw new ObjectNotFoundException("The source was deleted meanwhile");
                }
            }
        }
    }

    void settled(boolean committed) {
        if (!committed) {
            discard();
        }
    }

    /** Whether something refers to the bytes is known when the journal has been read back. */
    void inDoubt() {
        if (owned != null && stored instanceof StoredBody.Extents extents) {
            extents.refs().forEach(ref -> owned.doubt(ref.extentId()));
        }
    }

    @Override
    public void close() {
        if (phase.compareAndSet(Phase.STAGED, Phase.DISCARDED)) {
            discard();
        }
    }

    private void discard() {
        if (owned != null && stored instanceof StoredBody.Extents extents) {
            extents.refs().forEach(ref -> owned.delete(ref.extentId()));
        }
    }
}
