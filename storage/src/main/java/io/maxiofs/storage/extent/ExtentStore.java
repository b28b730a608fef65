package io.maxiofs.storage.extent;

import io.maxiofs.base.BufferPool;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extents of a store. An extent is written once, becomes durable with {@link ExtentWriter#finish()}, is read any
 * number of times and deleted once; nothing ever changes one. Which extents are in use is known to the index alone.
 *
 * <p>Safe on any thread.
 */
public final class ExtentStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtentStore.class);
    private static final int KEPT_BUFFERS = 32;
    /** Holds one frame, encrypted or not. */
    static final int SMALL_BUFFER_BYTES = 68 * 1024;

    /** Ids in a row that may be taken before something must be wrong with where they come from. */
    private static final int MAX_TAKEN_IDS = 10_000;

    private final Disk disk;
    private final LongSupplier ids;
    private final ExtentConfig config;
    private final ExtentFiles files;
    private final BufferPool buffers;
    private final DiskFailures failures;
    private final BackgroundForces forces = new BackgroundForces();
    private final PreparedNames prepared;
    private final ExtentRemoval removal;
    private final ExtentPins pins = new ExtentPins();
    private final Set<Long> unfinished = ConcurrentHashMap.newKeySet();
    private final Set<Long> doubtful = ConcurrentHashMap.newKeySet();

    /**
     * @param directory exists; everything in it belongs to this store
     * @param ids each call returns a greater id; one that a crash left on disk without anything referring to it may
     *     come again and is skipped. Safe on any thread.
     */
    public ExtentStore(Disk disk, Path directory, LongSupplier ids, ExtentConfig config) {
        this.disk = disk;
        this.ids = ids;
        this.config = config;
        this.files = new ExtentFiles(disk, directory);
        this.buffers = new BufferPool(config.bufferBytes(), config.largeBuffers(), SMALL_BUFFER_BYTES, KEPT_BUFFERS);
        this.failures = new DiskFailures(disk, directory);
        this.prepared = new PreparedNames(new NewNames(), config.preparedNames());
        this.removal = new ExtentRemoval(this::remove, config.removeInBackground());
    }

    /**
     * Starts an extent.
     *
     * @param key encrypts it; null for plaintext. May be destroyed once this has returned.
     * @param sizeHint expected bytes, or a negative number; never trusted
     * @throws io.maxiofs.storage.api.StorageFullException if no space is left
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    public ExtentWriter create(@Nullable DataKey key, long sizeHint) {
        OptionalLong ready = prepared.take();
        long id = ready.isPresent() ? ready.getAsLong() : createUnprepared();
        DataFile file = null;
        ExtentWriter writer = null;
        try {
            file = disk.open(files.path(id), OpenMode.WRITE);
            writer = new ExtentWriter(this, id, ready.isPresent(), file, key);
            return writer;
        } catch (IOException e) {
            throw failures.ofWrite("extent " + name(id) + " was not opened", e);
        } finally {
            if (writer == null) {
                abandon(id, file);
            }
        }
    }

    private long createUnprepared() {
        try {
            return new NewNames().createFile();
        } catch (IOException e) {
            throw failures.ofWrite("an extent was not created", e);
        }
    }

    /** Makes empty extents. */
    private final class NewNames implements PreparedNames.Maker {
        @Override
        public long createFile() throws IOException {
            for (int attempt = 0; ; attempt++) {
                long id = ids.getAsLong();
                unfinished.add(id);
                boolean created = false;
                try {
                    files.makeDirectory(id);
                    disk.open(files.path(id), OpenMode.CREATE_NEW).close();
                    created = true;
                    return id;
                } catch (FileAlreadyExistsException e) {
                    // A crash left it before anything referred to it, and with it the id was forgotten.
                    LOG.info("Extent {} exists already; the next id is used", name(id));
                    if (attempt == MAX_TAKEN_IDS) {
                        throw e;
                    }
                } finally {
                    if (!created) {
                        unfinished.remove(id);
                    }
                }
            }
        }

        @Override
        public void makeNamesDurable(List<Long> made) throws IOException {
            for (long id : files.oneOfEachDirectory(made)) {
                makeNameDurable(id);
            }
        }

        @Override
        public void discard(long id) {
            remove(id);
            unfinished.remove(id);
        }
    }

    /**
     * Opens a range. The extent is kept until the reader is closed, even if it is deleted meanwhile.
     *
     * @param key of the extent; null if it is not encrypted. May be destroyed once this has returned.
     * @throws CorruptDataException if the file is missing, cut off, unreadable or another one; whoever read {@code ref} without
     *     keeping writers away looks it up again first, since the extent may have been deleted in the meantime
     * @throws DecryptionException if the extent is encrypted and there is no key
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    public ExtentReader open(ExtentRef ref, @Nullable DataKey key) {
        long id = ref.extentId();
        FrameSource source = openFrames(id);
        boolean opened = false;
        try {
            if (source.layout().plaintextBytes() != ref.extentLength()) {
                throw FrameSource.corrupt(
                        id, "it has " + source.layout().plaintextBytes() + " bytes, not " + ref.extentLength());
            }
            boolean encrypted = source.layout().encrypted();
            if (!encrypted && (key != null || ref.key() != null)) {
                throw FrameSource.corrupt(id, "it is not encrypted, as it should be");
            }
            if (encrypted && key == null) {
                throw new DecryptionException("Extent " + name(id) + " is encrypted and its key is not at hand");
            }
            FrameCipher cipher = encrypted && key != null ? new FrameCipher(key, id) : null;
            ExtentReader reader = new ExtentReader(this, ref, source, cipher);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                release(id, source);
            }
        }
    }

    /** Opens and pins; to be given to {@link #release}. */
    FrameSource openFrames(long id) {
        pins.pin(id);
        DataFile file = null;
        FrameSource source = null;
        try {
            file = disk.open(files.path(id), OpenMode.READ);
            source = FrameSource.open(id, file, failures);
            return source;
        } catch (NoSuchFileException e) {
            throw failures.ofRead("extent " + name(id) + " is missing", e);
        } catch (IOException e) {
            throw failures.ofRead("extent " + name(id) + " cannot be opened", e);
        } finally {
            if (source == null) {
                closeQuietly(id, file);
                unpin(id);
            }
        }
    }

    void release(long id, FrameSource source) {
        closeQuietly(id, source.file());
        unpin(id);
    }

    /**
     * Keeps an extent, even if it is deleted meanwhile, until the result is closed. Says nothing about whether it is
     * there: look that up afterwards, where references are counted.
     */
    public Hold hold(long id) {
        pins.pin(id);
        return () -> unpin(id);
    }

    /** See {@link #hold}. */
    @FunctionalInterface
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    private void unpin(long id) {
        if (pins.unpin(id)) {
            removal.remove(id);
        }
    }

    /**
     * Deletes an extent soon, but not before its last reader is closed. Does nothing if there is none. Does not wait for
     * the disk and never throws: what cannot be deleted is logged and found by the next sweep of {@link #forEachId}.
     */
    public void delete(long id) {
        if (!pins.doom(id)) {
            removal.remove(id);
        }
    }

    /** Whether the extent is needed will be known later, by {@link #settleDoubts}. */
    public void doubt(long id) {
        doubtful.add(id);
    }

    /** Deletes the doubtful extents that are not needed; the others are not doubtful any more. */
    public void settleDoubts(LongPredicate needed) {
        doubtful.removeIf(id -> {
            if (!needed.test(id)) {
                delete(id);
            }
            return true;
        });
    }

    private void remove(long id) {
        try {
            disk.delete(files.path(id));
        } catch (IOException e) {
            LOG.warn("Extent {} is not used any more and could not be deleted", name(id), e);
        }
    }

    public boolean exists(long id) {
        return disk.exists(files.path(id));
    }

    /**
     * Bytes the extent takes on disk, with its checksums.
     *
     * @throws CorruptDataException if it is missing
     */
    public long storedBytes(long id) {
        try (DataFile file = disk.open(files.path(id), OpenMode.READ)) {
            return file.size();
        } catch (NoSuchFileException e) {
            throw failures.ofRead("extent " + name(id) + " is missing", e);
        } catch (IOException e) {
            throw failures.ofRead("extent " + name(id) + " cannot be opened", e);
        }
    }

    /** Bytes a finished extent of {@code plaintextBytes} takes on disk. */
    public static long storedBytes(long plaintextBytes, boolean encrypted) {
        return new ExtentFormat.Layout(plaintextBytes, encrypted).fileBytes();
    }

    /**
     * Copies an extent of another store as it is, under its own id, without verifying it; {@link #verify} the copy.
     *
     * @throws CorruptDataException if the source is missing
     * @throws io.maxiofs.storage.api.StorageUnavailableException if a disk fails
     */
    public void copyFrom(ExtentStore source, long id) {
        boolean copied = false;
        try (DataFile from = source.disk.open(source.files.path(id), OpenMode.READ)) {
            files.makeDirectory(id);
            try (DataFile to = disk.open(files.path(id), OpenMode.CREATE_NEW)) {
                ByteBuffer chunk = ByteBuffer.allocate(config.bufferBytes());
                long at = 0;
                while (from.read(chunk.clear(), at) > 0) {
                    int count = chunk.flip().remaining();
                    to.write(chunk, at);
                    at += count;
                }
                to.force();
            }
            makeNameDurable(id);
            copied = true;
        } catch (NoSuchFileException e) {
            throw source.failures.ofRead("extent " + name(id) + " is missing", e);
        } catch (IOException e) {
            throw failures.ofWrite("extent " + name(id) + " was not copied", e);
        } finally {
            if (!copied) {
                remove(id);
            }
        }
    }

    /**
     * Re-reads a whole extent. Needs no key.
     *
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    public VerifyResult verify(long id) {
        return verify(id, bytes -> {});
    }

    /**
     * As {@link #verify(long)}, in steps.
     *
     * @param pace is told how many bytes were just read, a few 100 KiB at a time; may wait in order to slow down, or
     *     throw in order to stop
     */
    public VerifyResult verify(long id, LongConsumer pace) {
        return ExtentVerification.of(this, id, pace);
    }

    /**
     * Every extent on disk but those being written, in no order and one directory at a time in memory. An extent that
     * has been finished but is not in the index yet is among them: compare only ids from before the last start.
     *
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the disk fails
     */
    public void forEachId(LongConsumer action) {
        try {
            files.forEachId(id -> {
                if (!unfinished.contains(id)) {
                    action.accept(id);
                }
            });
        } catch (IOException e) {
            throw failures.ofRead("the extents cannot be listed", e);
        }
    }

    void makeNameDurable(long id) throws IOException {
        disk.forceDirectory(files.directory(id));
    }

    void writerFinished(long id) {
        unfinished.remove(id);
    }

    void abandon(long id, @Nullable DataFile file) {
        closeQuietly(id, file);
        remove(id);
        unfinished.remove(id);
    }

    DiskFailures failures() {
        return failures;
    }

    BackgroundForces forces() {
        return forces;
    }

    BufferPool buffers() {
        return buffers;
    }

    ExtentConfig config() {
        return config;
    }

    static String name(long id) {
        return String.format(Locale.ROOT, "%016x", id);
    }

    private static void closeQuietly(long id, @Nullable DataFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("Extent {} could not be closed", name(id), e);
            }
        }
    }

    /** Ends the background work. Writers and readers that are still open must be closed before. */
    @Override
    public void close() {
        prepared.close();
        removal.close();
        forces.close();
        if (!unfinished.isEmpty()) {
            LOG.warn("{} extents were being written when the store closed", unfinished.size());
        }
    }
}
