package io.maxiofs.storage.engine;

import io.maxiofs.base.DayWindow;
import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubReport;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A store whose files tests damage while it is open, with a scrub that tells the repairs what it found. */
final class DamagedStore implements AutoCloseable {
    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final TemporaryStore temporary;

    DamagedStore() {
        this(TemporaryStore.small(1));
    }

    DamagedStore(EngineConfig config) {
        // Tests decide when things move, and so where the bytes are that they damage.
        EngineConfig.Compaction usual = config.upkeep().compaction();
        EngineConfig.Compaction never = new EngineConfig.Compaction(
                usual.liveBelowPercent(), usual.bytesPerSecond(), DayWindow.parse("00:00-23:59", ZoneOffset.UTC));
        temporary = new TemporaryStore(clock, config.withUpkeep(config.upkeep().withCompaction(never)));
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
        return files(temporary.root()).stream()
                .filter(path -> path.toString().endsWith(".ext"))
                .filter(path -> path.toFile().length() > 0)
                .toList();
    }

    /** All files below a directory, by name. The store may remove some meanwhile. */
    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        File[] names = directory.toFile().listFiles();
        for (File name : names == null ? new File[0] : names) {
            if (name.isDirectory()) {
                files.addAll(files(name.toPath()));
            } else {
                files.add(name.toPath());
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
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
        flipInJournal(text, Integer.MAX_VALUE);
    }

    /** Changes one byte of a text in the first files of the journal that have it. */
    void flipInJournal(String text, int most) {
        int changed = 0;
        for (Path file : files(new StoreLayout(temporary.root()).journal())) {
            int at = contentOf(file).indexOf(text);
            if (at >= 0 && changed < most) {
                flip(file, at);
                changed++;
            }
        }
        if (changed == 0) {
            throw new IllegalArgumentException("Not in the journal: " + text);
        }
    }

    /** Empty for a file that the store has removed or renamed meanwhile. */
    private static String contentOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        temporary.close();
    }
}
