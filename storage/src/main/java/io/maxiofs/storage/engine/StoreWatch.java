package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.index.IndexStatus;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** How a store does, for those who look after it. Safe on any thread; answers from memory unless it says otherwise. */
public final class StoreWatch {
    private final LocalObjectStore store;
    private final LastingParts lasting;

    StoreWatch(LocalObjectStore store, LastingParts lasting) {
        this.store = store;
        this.lasting = lasting;
    }

    /**
     * What the store can do now.
     *
     * @param refusal why it takes no changes; null while it does
     * @param spaceShort whether bodies are refused because the disk is full up to its floor
     * @param index null while the store takes no changes
     */
    public record Condition(
            @Nullable StorageUnavailableException refusal,
            boolean spaceShort,
            @Nullable IndexStatus index) {}

    public Condition condition() {
        try {
            Engine engine = store.engine();
            StorageUnavailableException refusal = engine.committer().failure();
            if (refusal == null && store.isReadOnly()) {
                refusal = new StorageUnavailableException(
                        StorageUnavailableException.Reason.READ_ONLY, "The store is set to reading only");
            }
            return new Condition(
                    refusal,
                    engine.space().isShort(),
                    refusal == null ? engine.index().status() : null);
        } catch (StorageUnavailableException e) {
            return new Condition(e, false, null);
        }
    }

    /** Changes that wait for the disk. */
    public int waitingChanges() {
        try {
            return store.engine().committer().waiting();
        } catch (StorageUnavailableException e) {
            return 0;
        }
    }

    /** Tells how long each flush of the journal took, in nanoseconds, from now on. Called on the committer's thread. */
    public void onFlush(LongConsumer listener) {
        lasting.onFlush(listener);
    }

    /**
     * Free space below which no body is accepted. Asks the disk.
     *
     * @throws StorageUnavailableException if it cannot be asked
     */
    public long floorBytes() {
        return store.engine().space().floor();
    }

    /** Space that is held for deletes on a full disk; 0 if it is not held now. */
    public long reserveBytes() {
        SpaceReserve reserve = store.engine().reserve();
        return reserve.state() == SpaceReserve.State.HELD ? reserve.bytes() : 0;
    }

    /**
     * Looks whether the drive is there and how much room it has, which is otherwise only seen by writing; what was found is
     * told by {@link #condition()}. A store whose drive is gone answers nothing more until it was opened anew on the drive
     * that is back. Reads a small file and asks the disk for its free space.
     */
    public void look() {
        Engine engine = store.openEngine();
        if (engine == null || engine.committer().failure() != null) {
            return;
        }
        try {
            requireDrive();
            engine.space().look();
        } catch (StorageUnavailableException e) {
            engine.committer().fail(e);
        }
    }

    /**
     * Looks closer, as {@link #look()} does, if there is no data directory where it was. Asks the system for the name of a file,
     * which it remembers: nothing is read from the disk, and it may go on sleeping. A drive that was pulled without the system
     * having noticed is still seen.
     */
    public void glance() {
        if (!lasting.directory().isInSight()) {
            look();
        }
    }

    /**
     * Looks whether the drive is there and the right one. Reads a small file.
     *
     * @throws StorageUnavailableException if not; its text says what is there
     */
    public void requireDrive() {
        lasting.directory().requirePresent();
    }
}
