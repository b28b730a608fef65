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
