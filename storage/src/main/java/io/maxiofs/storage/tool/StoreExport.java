package io.maxiofs.storage.tool;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.crypto.KeyFileException;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.OfflineStore;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.OverlayDisk;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.Finding.Kind;
import io.maxiofs.storage.maintenance.Finding.Severity;
import io.maxiofs.storage.maintenance.Findings;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Copies the current objects of a store out into plain files: {@code objects/BUCKET/NAMES…}, see {@link ExportNames},
 * and beside it {@code manifest.jsonl} with one line for each, in the order of buckets and keys. Every byte is verified
 * before it is written. The store is left as it is.
 */
public final class StoreExport {
    private static final String MANIFEST = "manifest.jsonl";
    private static final String OBJECTS = "objects";
    private static final int TELL_EVERY = 1_000;
    private static final int MANIFEST_BUFFER_BYTES = 64 * 1024;

    private final Disk disk;
    private final Path root;
    private final Path target;
    private final Selection selection;
    private final InstantSource clock;
    private final Findings findings;
    private long objects;
    private long bytes;

    /**
     * What to copy.
     *
     * @param bucket only this one; empty for all
     * @param prefix only keys that begin so; may be empty
     */
    public record Selection(Optional<String> bucket, String prefix) {
        public static final Selection ALL = new Selection(Optional.empty(), "");
    }

    /** @param target an existing directory that is empty */
    public StoreExport(
            Disk disk, Path root, Path target, Selection selection, InstantSource clock, ScrubListener listener) {
        this.disk = disk;
        this.root = root;
        this.target = target;
        this.selection = selection;
        this.clock = clock;
        this.findings = new Findings(Findings.DEFAULT_LIMIT, listener::found);
    }

    /**
     * Once per instance.
     *
     * @param progress is told how many objects were written, now and then
     * @throws StoreRefusedException if there is no store, a server has it open, the target is not empty, or there is no
     *     such bucket
     * @throws IOException if a disk fails
     */
    public ExportReport run(LongConsumer progress) throws IOException {
        if (!disk.list(target).isEmpty()) {
            throw new StoreRefusedException(target + " is not empty");
        }
        try (DataDirectory directory = StoreAccess.take(disk, root);
                Scratch scratch = new Scratch(disk, target);
                OfflineStore store = open(directory.layout(), scratch)) {
            export(store, keys(directory.layout()), progress);
            return new ExportReport(objects, bytes, findings.list(), findings.total());
        }
    }

    private OfflineStore open(StoreLayout layout, Scratch scratch) throws IOException {
        OverlayDisk view = new OverlayDisk(disk);
        if (disk.exists(layout.indexFile())) {
            try {
                OfflineStore.IndexPlace own = new OfflineStore.IndexPlace(view, layout.indexFile());
                return OfflineStore.open(view, layout, own, clock, records -> {});
            } catch (IndexDamagedException e) {
                findings.add(new Finding(
                        Severity.INCONSISTENT,
                        Kind.INDEX_DAMAGED,
                        "index",
                        null,
                        e.getMessage() + "; what is exported was read from the journal"));
            }
        }
        OfflineStore.IndexPlace anew = new OfflineStore.IndexPlace(disk, scratch.file("index.mv"));
        return OfflineStore.open(new OverlayDisk(disk), layout, anew, clock, records -> {});
    }

    /** The store's keys; if they cannot be read, others that open nothing. */
    private MasterKeys keys(StoreLayout layout) throws IOException {
        OverlayDisk view = new OverlayDisk(disk);
        try {
            return MasterKeys.open(view, layout.masterKeys(), new SecureRandom(), clock);
        } catch (KeyFileException e) {
            Path none = layout.root().resolve("no-keys");
            view.createDirectory(none);
            return MasterKeys.create(view, none.resolve("none"), new SecureRandom(), clock);
        }
    }

    private void export(OfflineStore store, MasterKeys keys, LongConsumer progress) throws IOException {
        List<Bucket> buckets = new ArrayList<>(store.state().buckets().list());
        selection
                .bucket()
                .ifPresent(name -> buckets.removeIf(b -> !b.name().value().equals(name)));
        if (buckets.isEmpty() && selection.bucket().isPresent()) {
            throw new StoreRefusedException(
                    "There is no bucket " + selection.bucket().get());
        }
        Path objectsDirectory = target.resolve(OBJECTS);
        disk.createDirectory(objectsDirectory);
        try (Manifest manifest = new Manifest(disk.open(target.resolve(MANIFEST), OpenMode.CREATE_NEW))) {
            for (Bucket bucket : buckets) {
                Path directory = objectsDirectory.resolve(bucket.name().value());
                disk.createDirectory(directory);
                export(store, keys, bucket, new ExportTree(disk, directory), manifest, progress);
            }
        }
        disk.forceDirectory(target);
    }

    private void export(
            OfflineStore store,
            MasterKeys keys,
            Bucket bucket,
            ExportTree tree,
            Manifest manifest,
            LongConsumer progress)
            throws IOException {
        byte[] from = TableKeys.objectPrefix(bucket.id(), selection.prefix().getBytes(StandardCharsets.UTF_8));
        for (Cursor c = store.tables().cursor(Table.OBJECT, from, TableKeys.behind(from)); c.next(); ) {
            Entry entry = Entry.read(c.value());
            ObjectKey key = TableKeys.keyOfObject(c.key());
            StoredVersion stored = VersionCodec.decode(key, entry.bytes(), entry.entityOffset());
            if (stored.version().isDeleteMarker()) {
                continue;
            }
            try (BodyReader body = store.object(bucket.id(), stored, entry, keys)
                    .open(new ByteRange(0, stored.version().requireContent().size()), null)) {
                write(bucket, stored.version(), body, tree, manifest);
            } catch (StorageException e) {
                leaveOut(bucket, stored.version(), e);
            }
            if (++objects % TELL_EVERY == 0) {
                progress.accept(objects);
            }
        }
    }

    private void leaveOut(Bucket bucket, ObjectVersion version, StorageException why) {
        objects--;
        Finding.Affected affected =
                new Finding.Affected(bucket.name().value(), version.key().value(), "version " + version.versionText());
        boolean byKey = why instanceof DecryptionException;
        findings.add(new Finding(
                byKey ? Severity.AT_RISK : Severity.LOST,
                byKey ? Kind.KEYS : Kind.BODY_DAMAGED,
                "export",
                affected,
                "left out: " + why.getMessage()));
    }

    private void write(Bucket bucket, ObjectVersion version, BodyReader body, ExportTree tree, Manifest manifest)
            throws IOException {
        ExportTree.Created created = tree.create(ExportNames.of(version.key().value()));
        boolean whole = false;
        long size = 0;
        try (DataFile file = created.file()) {
            for (BodyReader.Slice slice = body.next(); slice != null; slice = body.next()) {
                if (!(slice instanceof BodyReader.Memory memory)) {
                    throw new IllegalStateException("An overlay hands out no channels");
                }
                long length = slice.length();
                file.write(memory.bytes(), size);
                size += length;
            }
            if (size != version.requireContent().size()) {
                throw new CorruptDataException(
                        size + " bytes instead of " + version.requireContent().size());
            }
            file.force();
            whole = true;
        } finally {
            if (!whole) {
                disk.delete(created.path());
            }
        }
        bytes += size;
        manifest.add(line(bucket, version, target.relativize(created.path())));
    }

    private static Map<String, Object> line(Bucket bucket, ObjectVersion version, Path file) {
        ObjectContent content = version.requireContent();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bucket", bucket.name().value());
        line.put("key", version.key().value());
        line.put("version", version.versionText());
        line.put("lastModified", version.lastModified());
        line.put("size", content.size());
        line.put("etag", content.etag().value());
        if (content.checksum() != null) {
            line.put("checksum", content.checksum());
        }
        line.put("headers", version.properties().system().headers());
        line.put("metadata", version.properties().user().values());
        line.put("tags", version.properties().tags().values());
        line.put("owner", version.owner().canonicalId());
        List<String> names = new ArrayList<>();
        file.forEach(name -> names.add(name.toString()));
        line.put("file", String.join("/", names));
        return line;
    }

    /** Lines of JSON, written in larger pieces. */
    private static final class Manifest implements AutoCloseable {
        private final DataFile file;
        private final StringBuilder waiting = new StringBuilder();
        private long size;

        Manifest(DataFile file) {
            this.file = file;
        }

        void add(Map<String, Object> line) throws IOException {
            waiting.append(JsonText.of(line)).append('\n');
            if (waiting.length() > MANIFEST_BUFFER_BYTES) {
                write();
            }
        }

        private void write() throws IOException {
            ByteBuffer out = StandardCharsets.UTF_8.encode(waiting.toString());
            int length = out.remaining();
            file.write(out, size);
            size += length;
            waiting.setLength(0);
        }

        @Override
        public void close() throws IOException {
            try (file) {
                write();
                file.force();
            }
        }
    }
}
