package io.maxiofs.storage.tool;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.crypto.KeyFileException;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.OfflineStore;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.OverlayDisk;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.maintenance.JournalFindings;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubProgress;
import io.maxiofs.storage.maintenance.ScrubReport;
import io.maxiofs.storage.maintenance.Scrubber;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks a store that no server has open: reads the whole journal, makes an index of it and compares that with the
 * store's own row by row, counts anew what the store counts, and scrubs. Leaves the store as it is, but for its lock.
 */
public final class StoreVerification {
    private static final int NAMED_ORPHANS = 5;

    private final Disk disk;
    private final Path root;
    private final Path temporary;
    private final InstantSource clock;
    private final ScrubListener listener;
    private final Findings findings;
    private long buckets;

    /**
     * @param temporary an existing directory on the same disk object, with room for an index as large as the store's;
     *     what is made there is removed again
     */
    public StoreVerification(Disk disk, Path root, Path temporary, InstantSource clock, ScrubListener listener) {
        this.disk = disk;
        this.root = root;
        this.temporary = temporary;
        this.clock = clock;
        this.listener = listener;
        this.findings = new Findings(Findings.DEFAULT_LIMIT, listener::found);
    }

    /**
     * Once per instance.
     *
     * @throws io.maxiofs.storage.engine.StoreRefusedException if there is no store, or a server has it open
     * @throws IOException if the disk fails in a way that ends the check
     */
    public VerifyReport run() throws IOException {
        try (DataDirectory directory = StoreAccess.take(disk, root);
                Scratch scratch = new Scratch(disk, temporary)) {
            checkKeys(directory.layout());
            return check(directory, scratch);
        }
    }

    private void checkKeys(StoreLayout layout) throws IOException {
        OverlayDisk view = new OverlayDisk(disk);
        if (!MasterKeys.exist(view, layout.masterKeys())) {
            // A store that was never opened to the end has none yet, and a store without encryption needs none.
            return;
        }
        try {
            MasterKeys.open(view, layout.masterKeys(), new SecureRandom(), clock);
        } catch (KeyFileException e) {
            findings.add(new Finding(
                    Severity.LOST,
                    Kind.KEYS,
                    "keys",
                    null,
                    "encrypted bodies cannot be read: " + e.getMessage() + ". Restore the keys from the recovery kit"));
        }
    }

    private VerifyReport check(DataDirectory directory, Scratch scratch) throws IOException {
        OfflineStore.IndexPlace fresh = new OfflineStore.IndexPlace(disk, scratch.file("index.mv"));
        try (OfflineStore anew =
                OfflineStore.open(new OverlayDisk(disk), directory.layout(), fresh, clock, records -> {})) {
            anew.report().damages().forEach(damage -> findings.add(JournalFindings.of(damage)));
            return checkIndex(directory, scratch, anew);
        } catch (CorruptDataException e) {
            findings.add(new Finding(
                    Severity.AT_RISK,
                    Kind.JOURNAL_NOT_UNDERSTOOD,
                    "journal",
                    null,
                    "a record is whole and yet not understood, so the rest was not checked: " + e.getMessage()));
            return report(directory, 0, 0, null);
        }
    }

    private VerifyReport checkIndex(DataDirectory directory, Scratch scratch, OfflineStore anew) throws IOException {
        StoreLayout layout = directory.layout();
        OverlayDisk view = new OverlayDisk(disk);
        if (!disk.exists(layout.indexFile())) {
            findings.add(indexDamaged("it is missing"));
            return checkRows(directory, scratch, anew, anew);
        }
        OfflineStore.IndexPlace place = new OfflineStore.IndexPlace(view, layout.indexFile());
        try (OfflineStore stored = OfflineStore.open(view, layout, place, clock, records -> {})) {
            new IndexComparison(stored.tables(), anew.tables(), findings).run();
            return checkRows(directory, scratch, stored, anew);
        } catch (IndexDamagedException e) {
            findings.add(indexDamaged(String.valueOf(e.getMessage())));
            return checkRows(directory, scratch, anew, anew);
        }
    }

    private static Finding indexDamaged(String why) {
        return new Finding(
                Severity.INCONSISTENT,
                Kind.INDEX_DAMAGED,
                "index",
                null,
                why + "; it is made anew at the next start, or by rescue");
    }

    /** @param rows the store's own, or {@code anew} if those cannot be read */
    private VerifyReport checkRows(DataDirectory directory, Scratch scratch, OfflineStore rows, OfflineStore anew)
            throws IOException {
        Recount recount = new Recount(rows.state(), findings);
        recount.run(scratch, clock);
        buckets = rows.state().buckets().list().size();
        Scrubber.Subject subject = new Scrubber.Subject(rows.journal(), rows.tables(), rows.extents(), null);
        ScrubReport scrub = new Scrubber(subject, clock, ScrubOptions.fullSpeed(), new Forward()).run();
        checkOrphans(rows);
        return report(directory, recount.versions(), anew.report().records(), scrub);
    }

    private VerifyReport report(DataDirectory directory, long versions, long records, @Nullable ScrubReport scrub) {
        return new VerifyReport(
                directory.id(),
                buckets,
                versions,
                scrub == null ? 0 : scrub.progress().extentsDone(),
                records,
                scrub == null ? 0 : scrub.progress().bytesDone(),
                findings.list(),
                new VerifyReport.Counts(findings.faults(), findings.count(Severity.WASTE)));
    }

    private void checkOrphans(OfflineStore rows) {
        List<String> named = new ArrayList<>();
        long[] count = new long[2];
        rows.extents().forEachId(id -> {
            if (rows.tables().get(Table.EXTENT, TableKeys.number(id)) == null) {
                count[0]++;
                count[1] += rows.extents().storedBytes(id);
                if (named.size() < NAMED_ORPHANS) {
                    named.add(String.format(Locale.ROOT, "%016x", id));
                }
            }
        });
        if (count[0] > 0) {
            findings.add(new Finding(
                    Severity.WASTE,
                    Kind.EXTENT_UNUSED,
                    "extents",
                    null,
                    count[0] + " extents of " + count[1] + " bytes that nothing refers to, such as "
                            + String.join(", ", named) + "; usual after a crash"));
        }
    }

    /** Adds what the scrub finds to what was found before. */
    private final class Forward implements ScrubListener {
        @Override
        public void found(Finding finding) {
            findings.add(finding);
        }

        @Override
        public void progress(ScrubProgress progress) {
            listener.progress(progress);
        }
    }
}
