package io.maxiofs.storage.tool;

import io.maxiofs.storage.crypto.KeyFileException;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.OfflineStore;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.OverlayDisk;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.maintenance.JournalFindings;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubProgress;
import io.maxiofs.storage.maintenance.Scrubber;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the index of a store anew from its journal and extents alone, and a missing or damaged identity file with it.
 * The old index is set aside, not deleted. Afterwards everything is read once, so that the report says what is lost.
 */
public final class StoreRescue {
    private static final int MAX_SET_ASIDE = 10_000;

    private final Disk disk;
    private final Path root;
    private final InstantSource clock;
    private final ScrubListener listener;
    private final Findings findings;

    public StoreRescue(Disk disk, Path root, InstantSource clock, ScrubListener listener) {
        this.disk = disk;
        this.root = root;
        this.clock = clock;
        this.listener = listener;
        this.findings = new Findings(Findings.DEFAULT_LIMIT, listener::found);
    }

    /**
     * Once per instance. Interrupted anywhere it can be run again.
     *
     * @param progress is told how many records were read, now and then
     * @throws io.maxiofs.storage.engine.StoreRefusedException if there is no store, or a server has it open
     * @throws io.maxiofs.storage.api.CorruptDataException if a record is whole and yet not understood
     * @throws IOException if the disk fails; {@link StoreSalvage} reads around bad places
     */
    public RescueReport run(LongConsumer progress) throws IOException {
        UUID newId = UUID.randomUUID();
        try (DataDirectory directory = DataDirectory.takeDamaged(disk, root, newId)) {
            StoreLayout layout = directory.layout();
            for (Path needed : new Path[] {layout.extents(), layout.indexDirectory()}) {
                if (!disk.exists(needed)) {
                    disk.createDirectory(needed);
                }
            }
            Path setAside = setIndexAside(layout);
            OfflineStore.IndexPlace place = new OfflineStore.IndexPlace(disk, layout.indexFile());
            try (OfflineStore store = OfflineStore.open(disk, layout, place, clock, progress)) {
                store.report().damages().forEach(damage -> findings.add(JournalFindings.of(damage)));
                store.writeIndex();
                Recount recount = recount(store, layout);
                scrub(store);
                checkKeys(layout);
                return new RescueReport(
                        directory.id(),
                        directory.id().equals(newId),
                        setAside,
                        store.state().buckets().list().size(),
                        recount.versions(),
                        findings.list(),
                        findings.faults());
            }
        }
    }

    /** Without keys all can be rescued, and what was encrypted is still not readable: that has to be said. */
    private void checkKeys(StoreLayout layout) throws IOException {
        try {
            MasterKeys.open(new OverlayDisk(disk), layout.masterKeys(), new SecureRandom(), clock);
        } catch (KeyFileException e) {
            findings.add(new Finding(
                    Finding.Severity.LOST,
                    Finding.Kind.KEYS,
                    "keys",
                    null,
                    "the store does not open, and encrypted bodies cannot be read: " + e.getMessage()
                            + ". Import the recovery kit: maxiofs keys recovery-kit import"));
        }
    }

    private Recount recount(OfflineStore store, StoreLayout layout) throws IOException {
        Recount recount = new Recount(store.state(), findings);
        try (Scratch scratch = new Scratch(disk, layout.indexDirectory())) {
            recount.run(scratch, clock);
        }
        return recount;
    }

    /** Moves every file of the old index into a directory of its own; null if there is none. */
    private @Nullable Path setIndexAside(StoreLayout layout) throws IOException {
        String name = String.valueOf(layout.indexFile().getFileName());
        Path aside = null;
        for (Path path : disk.list(layout.indexDirectory())) {
            String file = String.valueOf(path.getFileName());
            if (file.startsWith(name)) {
                aside = aside == null ? newSetAside(layout) : aside;
                disk.move(path, aside.resolve(file));
            }
        }
        if (aside != null) {
            disk.forceDirectory(aside);
            disk.forceDirectory(layout.indexDirectory());
        }
        return aside;
    }

    private Path newSetAside(StoreLayout layout) throws IOException {
        for (int i = 1; i <= MAX_SET_ASIDE; i++) {
            Path candidate = layout.indexDirectory().resolve("set-aside-" + i);
            if (!disk.exists(candidate)) {
                disk.createDirectory(candidate);
                return candidate;
            }
        }
        throw new IOException("Too many old indexes in " + layout.indexDirectory() + "; remove some");
    }

    private void scrub(OfflineStore store) throws IOException {
        Scrubber.Subject subject = new Scrubber.Subject(store.journal(), store.tables(), store.extents(), null);
        ScrubListener collecting = new ScrubListener() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
            }

            @Override
            public void progress(ScrubProgress scrubbed) {
                listener.progress(scrubbed);
            }
        };
        new Scrubber(subject, clock, ScrubOptions.fullSpeed(), collecting).run();
    }
}
