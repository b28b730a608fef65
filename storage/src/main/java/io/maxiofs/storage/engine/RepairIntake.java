package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.digest.ContentProof;
import io.maxiofs.storage.engine.RepairCommands.Judged;
import io.maxiofs.storage.maintenance.RepairRefusedException;
import io.maxiofs.storage.maintenance.RepairRefusedException.Reason;
import io.maxiofs.storage.model.ObjectContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes the bytes of one damaged version and puts them in the place of the damaged ones once they are proven. They are
 * encrypted as those were. Used by one thread; memory is bounded whatever the size.
 */
public final class RepairIntake implements AutoCloseable {
    private final StoreRepair repairs;
    private final Judged judged;
    private final ContentProof proof;
    private final BodyWriter writer;
    private final long size;

    /** @param proof has seen no bytes yet */
    RepairIntake(StoreRepair repairs, LocalObjectStore store, Judged judged, ContentProof proof) {
        this.repairs = repairs;
        this.judged = judged;
        this.proof = proof;
        ObjectContent content = judged.stored().version().requireContent();
        this.size = content.size();
        this.writer = store.newBody(like(judged.stored().body(), content));
    }

    /** A body that is encrypted as another one. */
    private static BodySpec like(StoredBody body, ObjectContent content) {
        WrappedKey key = VersionCheck.keyOf(body);
        boolean bound = key != null && key.context().isPresent();
        return new BodySpec(
                OptionalLong.of(content.size()),
                false,
                Set.of(),
                Optional.of(key != null),
                null,
                false,
                key == null ? null : key.keyName().orElse(null),
                bound ? content.encryption().context() : null);
    }

    /** Bytes that are to come in all. */
    public long size() {
        return size;
    }

    /**
     * Consumes all of {@code bytes}.
     *
     * @throws RepairRefusedException if they are too many
     */
    public void write(ByteBuffer bytes) {
        if (bytes.remaining() > size - writer.size()) {
            throw new RepairRefusedException(
                    Reason.WRONG_LENGTH, judged.target() + " has " + size + " bytes, and more were given");
        }
        proof.update(bytes);
        writer.write(bytes);
    }

    /**
     * Ends the bytes, and lets the version have them if they are the right ones. What was stored is as it was if not. What was
     * found about the version still stands, until {@link StoreRepair#reread} has seen that it is well.
     *
     * @throws RepairRefusedException if they are too few or others, or the version was changed meanwhile
     */
    public void place() {
        if (writer.size() != size) {
            throw new RepairRefusedException(
                    Reason.WRONG_LENGTH,
                    judged.target() + " has " + size + " bytes, and " + writer.size() + " were given");
        }
        Optional<String> difference = proof.difference();
        if (difference.isPresent()) {
            throw new RepairRefusedException(
                    Reason.WRONG_CONTENT, "These are not the bytes of " + judged.target() + ": " + difference.get());
        }
        Staged staged = LocalObjectStore.takeOver(writer.finish());
        repairs.commit(judged.target(), new RepairCommands.ReplaceBody(judged, staged));
    }

    /**
     * As {@link #place}, and reads the version again.
     *
     * @throws IOException if the journal cannot be read; the version may have its bytes then
     */
    public void finish() throws IOException {
        place();
        repairs.settle(judged.target());
    }

    /** Gives up what was not finished. */
    @Override
    public void close() {
        writer.close();
    }
}
