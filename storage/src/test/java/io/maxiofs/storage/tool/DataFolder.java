package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreOptions;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import io.maxiofs.storage.reference.WorkloadSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A data directory that tests fill, damage and look at, with room beside it; removed with everything in it. */
public final class DataFolder implements AutoCloseable {
    private static final int KIB = 1024;
    private static final int INLINE_BYTES = 24;
    private static final int MINIMUM_PART_BYTES = 100;

    private final Path base;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final EngineConfig config;

    public DataFolder() {
        this(small(INLINE_BYTES));
    }

    public DataFolder(EngineConfig config) {
        this.config = config;
        try {
            base = Files.createTempDirectory("maxiofs-tools");
            Files.createDirectory(root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Small segments and memory, so that little work reaches every corner. */
    public static EngineConfig small(int inlineBytes) {
        return EngineConfig.DEFAULT
                .withInlineBytes(inlineBytes)
                .withJournal(new JournalConfig(64 * KIB, 1, 1, 32 * KIB, 32 * KIB, 64))
                .withMemory(new EngineConfig.Memory(64L * KIB, KIB * KIB, 64L * KIB))
                .withSpace(new EngineConfig.Space(0, 0, MINIMUM_PART_BYTES));
    }

    public Path root() {
        return base.resolve("data");
    }

    /** Where anything but the store may be. */
    public Path beside() {
        return base;
    }

    public SettableClock clock() {
        return clock;
    }

    /** An empty directory. */
    public Path newDirectory(String name) throws IOException {
        return Files.createDirectory(base.resolve(name));
    }

    public LocalObjectStore open() throws IOException {
        return open(root());
    }

    public LocalObjectStore open(Path directory) throws IOException {
        StoreOptions options = new StoreOptions(new LocalDisk(), config, clock, new SecureRandom(), TenantLimits.NONE);
        return LocalObjectStore.open(directory, options, records -> {});
    }

    /** Does something with the open store and closes it again. */
    public void with(Consumer<StoreClient> work) throws IOException {
        try (LocalObjectStore store = open()) {
            work.accept(new StoreClient(store));
        }
    }

    /** Random work, a restart or two in between; what comes back knows what must be there. */
    public WorkloadSide fill(long seed, int steps) throws IOException {
        RandomWorkload workload = new RandomWorkload(seed, clock);
        WorkloadSide side = null;
        for (int part = 0; part < 3; part++) {
            try (LocalObjectStore store = open()) {
                if (side == null) {
                    side = new WorkloadSide(store);
                } else {
                    side.reopen(store);
                }
                for (int i = 0; i < steps / 3; i++) {
                    side.apply(workload.next());
                }
            }
        }
        if (side == null) {
            throw new IllegalArgumentException("No steps");
        }
        return side;
    }

    /** What {@code side} tells of the store in {@code directory}. */
    public String snapshot(WorkloadSide side, Path directory) throws IOException {
        try (LocalObjectStore store = open(directory)) {
            return side.withStore(store).snapshot();
        }
    }

    public VerifyReport verify() throws IOException {
        return new StoreVerification(new LocalDisk(), root(), base, clock, ScrubListener.NONE).run();
    }

    /** Files below the data directory whose path ends so, by name. */
    public List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(root())) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** The content of every file below the data directory but the lock. */
    public Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path path : files("")) {
            if (!path.endsWith("lock")) {
                byte[] bytes = Files.readAllBytes(path);
                contents.put(path, bytes.length + ":" + Arrays.hashCode(bytes));
            }
        }
        return contents;
    }

    public static void flip(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 0x10;
        Files.write(file, bytes);
    }

    /** Random bytes that are the same for the same seed. */
    public static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
