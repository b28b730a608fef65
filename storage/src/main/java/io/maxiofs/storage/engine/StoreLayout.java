package io.maxiofs.storage.engine;

import java.nio.file.Path;

/** Where things are in a data directory. */
public record StoreLayout(Path root) {
    public Path identityFile() {
        return root.resolve("maxiofs.id");
    }

    public Path lockFile() {
        return root.resolve("lock");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path extents() {
        return root.resolve("extents");
    }

    public Path indexDirectory() {
        return root.resolve("index");
    }

    public Path indexFile() {
        return indexDirectory().resolve("index.mv");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path masterKeys() {
        return keys().resolve("storage.keys");
    }

    /** What the identity file becomes when the store has been moved away. */
    public Path movedIdentity() {
        return root.resolve("maxiofs.moved");
    }

    /** The identity file of a store that is on its way to this directory. */
    public Path arrivingIdentity() {
        return root.resolve("maxiofs.id.arriving");
    }

    /** Where the store of this directory goes, or went; see {@link MoveRecords}. */
    public Path departureFile() {
        return root.resolve("maxiofs.moving");
    }

    /** Where the store of this directory comes from, or came from; see {@link MoveRecords}. */
    public Path arrivalFile() {
        return root.resolve("maxiofs.arriving");
    }

    /** Space for a full disk; see {@link SpaceReserve}. */
    public Path reserveFile() {
        return root.resolve("reserve");
    }

    /** Who follows the changes, and what they have read; not part of the data. */
    public Path subscriberFile() {
        return root.resolve("changes.subscribers");
    }

    /** How far the scrub has come; not part of the data. */
    public Path scrubFile() {
        return root.resolve("scrub.position");
    }
}
