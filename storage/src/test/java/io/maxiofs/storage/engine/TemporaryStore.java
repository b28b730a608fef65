package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.journal.JournalConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/** A store in a directory of its own, which is removed with it. */
final class TemporaryStore implements AutoCloseable {
    private static final int KIB = 1024;

    private final Path root;
    private final StoreOptions options;
    private LocalObjectStore store;

    TemporaryStore(InstantSource clock, long minimumPartBytes) {
        this(clock, small(minimumPartBytes));
    }

    TemporaryStore(InstantSource clock, EngineConfig config) {
        try {
            root = Files.createTempDirectory("maxiofs-store");
            options = new StoreOptions(new LocalDisk(), config, clock, new SecureRandom(), TenantLimits.NONE);
            store = LocalObjectStore.open(root, options, records -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Small segments and thresholds, so that little work reaches every corner. */
    static EngineConfig small(long minimumPartBytes) {
        return EngineConfig.DEFAULT
                .withInlineBytes(4 * KIB)
                .withJournal(new JournalConfig(64 * KIB, 1, 1, 32 * KIB, 32 * KIB, 64))
                .withMemory(new EngineConfig.Memory(64L * KIB, KIB * KIB, 8L * KIB))
                .withSpace(new EngineConfig.Space(0, 0, minimumPartBytes));
    }

    LocalObjectStore store() {
        return store;
    }

    Path root() {
        return root;
    }

    /** Closes the store and opens it again. */
    LocalObjectStore reopen() {
        return reopenAfter(() -> {});
    }

    /** Closes the store, lets something happen to its files, and opens it again. */
    LocalObjectStore reopenAfter(Runnable meanwhile) {
        try {
            store.close();
            meanwhile.run();
            store = LocalObjectStore.open(root, options, records -> {});
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
