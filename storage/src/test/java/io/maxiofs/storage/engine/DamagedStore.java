package io.maxiofs.storage.engine;

import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubReport;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A store whose files tests damage while it is open, with a scrub that tells the repairs what it found. */
final class DamagedStore implements AutoCloseable {
    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final TemporaryStore temporary;

    DamagedStore() {
        this(TemporaryStore.small(1));
    }

    DamagedStore(EngineConfig config) {
        temporary = new TemporaryStore(clock, config);
    }

    LocalObjectStore store() {
        return temporary.store();
    }

    StoreClient client() {
        return new StoreClient(store());
    }

    StoreRepair repairs() {
        return store().repairs();
    }

    TemporaryStore temporary() {
        return temporary;
    }

    /** Random bytes that are the same for the same seed. */
    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Reads everything, as a scrub that is due would. */
    ScrubReport scrub() {
        OpenFindings open = store().scrubs().open();
        open.begin();
        try {
            ScrubReport report = store().scrub(ScrubOptions.fullSpeed(), new ScrubListener() {
                @Override
                public void found(Finding finding) {
                    open.add(finding);
                }
            });
            open.end(true);
            repairs().lookForCopies();
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told of damage that takes something from somebody. */
    List<Damage> damages() {
        return repairs().damages(100).stream()
                .filter(damage -> damage.finding().severity() != Finding.Severity.WASTE)
                .toList();
    }

    /** Files of extents, by name; prepared ones, which are empty, are none. */
    List<Path> extents() {
        try (Stream<Path> all = Files.walk(temporary.root())) {
            return all.filter(path -> path.toString().endsWith(".ext"))
                    .filter(path -> path.toFile().length() > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of the extent that was written while {@code work} ran. */
    Path extentOf(Runnable work) {
        List<Path> before = extents();
        work.run();
        return extents().stream()
                .filter(path -> !before.contains(path))
                .max(Comparator.comparingLong(path -> path.toFile().length()))
                .orElseThrow();
    }

    /** Changes one byte of a file; doing it again undoes it. */
    static void flip(Path file, long offset) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) offset] ^= 0x10;
            Files.write(file, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one byte of a text wherever the journal has it. */
    void flipInJournal(String text) {
        try (Stream<Path> all = Files.walk(new StoreLayout(temporary.root()).journal())) {
            boolean found = false;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    flip(file, at);
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("Not in the journal: " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        temporary.close();
    }
}
