package io.maxiofs.storage.tool;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.crypto.KeyFileException;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.OfflineStore;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.extent.ExtentConfig;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.extent.VerifyResult;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import io.maxiofs.storage.file.OverlayDisk;
import io.maxiofs.storage.file.SalvageDisk;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.journal.RecordPosition;
import io.maxiofs.storage.maintenance.BodyRow;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.maintenance.BucketNames;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.maintenance.JournalFindings;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies whatever is readable of a badly damaged store into a new one. Versions keep their ids, times and everything
 * else; a version any byte of which cannot be read is left out and reported. Places the disk cannot read are passed
 * over. The damaged store is not touched.
 */
public final class StoreSalvage {
    private static final int MAX_KEY_FILE_BYTES = 4 * 1024 * 1024;

    private final Disk disk;
    private final Path root;
    private final Path target;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Findings findings;
    private final Map<Long, String> unreadableExtents = new HashMap<>();
    private long versions;

    /** @param target an existing directory that is empty, on another drive if this one is failing */
    public StoreSalvage(Disk disk, Path root, Path target, InstantSource clock, ScrubListener listener) {
        this.disk = disk;
        this.root = root;
        this.target = target;
        this.clock = clock;
        this.findings = new Findings(Findings.DEFAULT_LIMIT, listener::found);
    }

    /**
     * Once per instance.
     *
     * @param progress is told how many records were read or written, now and then
     * @throws StoreRefusedException if there is no journal, a server has the store open, or the target is not empty
     * @throws IOException if the target's disk fails
     */
    public RescueReport run(LongConsumer progress) throws IOException {
        if (!disk.list(target).isEmpty()) {
            throw new StoreRefusedException(target + " is not empty");
        }
        SalvageDisk readable = new SalvageDisk(disk);
        OverlayDisk view = new OverlayDisk(readable);
        // The overlay takes the new identity, if one is needed, and forgets it; the lock is the real one.
        try (SourceLock lock = SourceLock.take(disk, root);
                DataDirectory source = DataDirectory.takeDamaged(view, root, UUID.randomUUID());
                DataDirectory copy = DataDirectory.take(disk, target, UUID.randomUUID());
                Scratch scratch = new Scratch(disk, target)) {
            lock.requireHeld();
            if (!view.exists(source.layout().extents())) {
                view.createDirectory(source.layout().extents());
            }
            OfflineStore.IndexPlace place = new OfflineStore.IndexPlace(disk, scratch.file("index.mv"));
            try (OfflineStore from =
                    OfflineStore.open(view, source.layout(), place, clock, progress, this::notUnderstood)) {
                from.report().damages().forEach(damage -> findings.add(JournalFindings.of(damage)));
                copyKeys(readable, source.layout(), copy.layout());
                copy(from, copy.layout(), progress);
                copy.confirmNew();
                return new RescueReport(
                        copy.id(),
                        true,
                        null,
                        from.state().buckets().list().size(),
                        versions,
                        findings.list(),
                        findings.faults());
            }
        }
    }

    private void notUnderstood(RecordPosition at, long sequence, CorruptDataException why) {
        findings.add(new Finding(
                Severity.LOST,
                Kind.JOURNAL_NOT_UNDERSTOOD,
                "journal " + at,
                null,
                "record " + sequence + " is left out: " + why.getMessage()));
    }

    /** The store's keys; new ones if there are none that can be read, since a store does not open without. */
    private void copyKeys(Disk readable, StoreLayout from, StoreLayout to) throws IOException {
        try {
            MasterKeys.open(new OverlayDisk(readable), from.masterKeys(), random, clock);
        } catch (KeyFileException e) {
            findings.add(new Finding(
                    Severity.LOST,
                    Kind.KEYS,
                    "keys",
                    null,
                    "the copy has new keys, bodies that were encrypted cannot be read without a recovery kit: "
                            + e.getMessage()));
            MasterKeys.create(disk, to.masterKeys(), random, clock);
            return;
        }
        FileReplacement source = new FileReplacement(readable);
        FileReplacement copy = new FileReplacement(disk);
        for (Path path : readable.list(from.keys())) {
            byte[] content = source.read(path, MAX_KEY_FILE_BYTES).orElse(new byte[0]);
            copy.replaceSecret(to.keys().resolve(Objects.requireNonNull(path.getFileName())), content);
        }
    }

    private void copy(OfflineStore from, StoreLayout to, LongConsumer progress) throws IOException {
        ExtentConfig config = ExtentConfig.defaults().withoutBackground();
        try (ExtentStore extents = new ExtentStore(disk, to.extents(), StoreSalvage::noId, config)) {
            copyExtents(from, extents);
        }
        try (SalvageJournal out = new SalvageJournal(disk, to.journal(), from.sequence(), clock, progress)) {
            out.add(0, new Change.ReserveExtents(from.state().extentLimit()), null, 0);
            copyNames(from, out);
            BucketNames buckets = new BucketNames(from.tables());
            new BodyRows(from.tables())
                    .forEach(
                            row -> {
                                try {
                                    copy(row, from, out, buckets);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            findings::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long noId() {
        throw new IllegalStateException("Extents keep their ids");
    }

    private void copyExtents(OfflineStore from, ExtentStore to) {
        for (Cursor c = from.tables().cursor(Table.EXTENT, new byte[0], null); c.next(); ) {
            long id = TableKeys.numberOf(c.key());
            try {
                to.copyFrom(from.extents(), id);
            } catch (CorruptDataException e) {
                unreadableExtents.put(id, String.valueOf(e.getMessage()));
                continue;
            }
            VerifyResult result = to.verify(id);
            boolean lost = result.damages().stream().anyMatch(d -> d.kind() != VerifyResult.Kind.TRAILER);
            if (lost) {
                unreadableExtents.put(id, result.damages().getFirst().reason());
                to.delete(id);
            }
        }
    }

    private static void copyNames(OfflineStore from, SalvageJournal out) throws IOException {
        for (Cursor c = from.tables().cursor(Table.BUCKET, new byte[0], null); c.next(); ) {
            Entry entry = Entry.read(c.value());
            out.add(entry.sequence(), new Change.PutBucket(TableKeys.numberOf(c.key()), entry.entity()), null, 0);
        }
        for (Cursor c = from.tables().cursor(Table.UPLOAD, new byte[0], null); c.next(); ) {
            Entry entry = Entry.read(c.value());
            Change change = new Change.PutUpload(
                    TableKeys.bucketOf(c.key()),
                    TableKeys.keyOfEscaped(c.key()),
                    TableKeys.uploadOf(c.key()),
                    entry.entity());
            out.add(entry.sequence(), change, null, 0);
        }
    }

    private void copy(BodyRow row, OfflineStore from, SalvageJournal out, BucketNames buckets) throws IOException {
        String lost = lostExtent(row);
        ByteBuffer body = null;
        int crc = 0;
        if (row.body() instanceof StoredBody.Inline inline) {
            Entry.BodyPlace place = row.entry().body();
            crc = inline.crc();
            try {
                body = from.journal().readBody(place.segment(), place.offset(), inline.storedLength(), crc);
            } catch (CorruptDataException | IOException e) {
                lost = String.valueOf(e.getMessage());
            }
        }
        if (lost != null) {
            findings.add(new Finding(
                    Severity.LOST, Kind.BODY_DAMAGED, row.place(), row.affected(buckets), "left out: " + lost));
            return;
        }
        out.add(row.entry().sequence(), change(row), body, crc);
        versions += row.table() == Table.PART ? 0 : 1;
    }

    private @Nullable String lostExtent(BodyRow row) {
        if (row.body() instanceof StoredBody.Extents extents) {
            for (ExtentRef ref : extents.refs()) {
                String why = unreadableExtents.get(ref.extentId());
                if (why != null) {
                    return why;
                }
            }
        }
        return null;
    }

    private static Change change(BodyRow row) {
        byte[] entity = row.entry().entity();
        ObjectKey key = row.key();
        return key == null
                ? new Change.PutPart(
                        row.bucketId(),
                        TableKeys.uploadOfPart(row.tableKey()),
                        TableKeys.partNumberOf(row.tableKey()),
                        entity)
                : new Change.PutVersion(row.bucketId(), key, entity);
    }
}
