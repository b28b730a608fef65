package io.maxiofs.storage.index;

import io.maxiofs.storage.api.MemoryOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;
import org.jspecify.annotations.Nullable;

/**
 * MVStore's file, kept in a {@link BlockFile}.
 *
 * <p>MVStore by itself finds the newest state after a crash by searching the file for chunks whose first and last bytes
 * look right; a chunk that lost its middle passes. Here nothing counts but the chunk that the last {@link #publish}
 * names: its header was written after everything it refers to had been forced. MVStore's own two header blocks are
 * never written.
 */
final class CheckedFileStore extends RandomAccessStore {

    private final BlockFile file;
    private final @Nullable FileHeader published;
    /** Set before the file is closed under its readers, which then know why their read failed. */
    private volatile boolean closed;

    /** @param published the state to open; null for a new file */
    CheckedFileStore(Map<String, Object> config, BlockFile file, String name, @Nullable FileHeader published) {
        super(config);
        this.file = file;
        this.published = published;
        init(name, false);
        if (published != null) {
            setSize(published.blocks() * BlockFile.BLOCK_BYTES);
        }
    }

    /** Makes the newest committed chunk the state to open from now on, durably. Not while a commit runs. */
    FileHeader publish(long sequence, Instant now) throws IOException {
        SFChunk newest;
        long blocks;
        saveChunkLock.lock();
        try {
            shrinkStoreIfPossible(0);
            newest = lastChunk;
            blocks = size() / BlockFile.BLOCK_BYTES;
        } finally {
            saveChunkLock.unlock();
        }
        if (newest == null) {
            throw new IllegalStateException("Nothing was committed");
        }
        FileHeader header = new FileHeader(
                sequence, getCreationTime(), now.toEpochMilli(), newest.id, newest.block, newest.version, blocks);
        file.publish(header);
        file.truncate(blocks);
        return header;
    }

    /** Makes a state durable that was found in the file. */
    void affirm(FileHeader found) throws IOException {
        file.publish(found);
    }

    /** Opens exactly the published state. MVStore calls this with the save lock held. */
    @Override
    protected void readStoreHeader(boolean recoveryMode) {
        FileHeader header = published;
        if (header == null) {
            throw new IllegalStateException("A new file has no header");
        }
        initializeCommonHeaderAttributes(header.createdMillis());
        storeHeader.put("chunk", header.chunk());
        storeHeader.put("block", header.chunkBlock());
        storeHeader.put("version", header.version());
        SFChunk newest = readChunkHeaderAndFooter(header.chunkBlock(), header.chunk());
        if (newest == null || newest.version != header.version()) {
            throw new IndexDamagedException("The newest chunk of the index file is damaged");
        }
        setLastChunk(newest);
        clear();
        for (SFChunk chunk : getChunksFromLayoutMap()) {
            if (chunk.id == newest.id) {
                continue;
            }
            if (isLive(chunk)) {
                verify(chunk);
            } else {
                // Its space may already be written over by a flush that was not published: it owns none any more.
                chunk.block = 0;
                chunk.len = 0;
                registerDeadChunk(chunk);
            }
        }
        for (SFChunk chunk : getChunks().values()) {
            if (chunk.block != 0) {
                markUsed(chunk.block * BlockFile.BLOCK_BYTES, chunk.len * BlockFile.BLOCK_BYTES);
            }
        }
    }

    private void verify(SFChunk chunk) {
        SFChunk found = readChunkHeaderAndFooter(chunk.block, chunk.id);
        if (found == null || found.len != chunk.len) {
            throw new IndexDamagedException("Chunk " + chunk.id + " of the index file is damaged");
        }
    }

    private static boolean isLive(SFChunk chunk) {
        return chunk.maxLenLive > 0;
    }

    @Override
    public ByteBuffer readFully(@Nullable SFChunk chunk, long position, int length) {
        if (MemoryOnly.isActive()) {
            throw failure(DataUtils.ERROR_READING_FAILED, "Not in memory", new MemoryOnly.MissException());
        }
        readCount.incrementAndGet();
        readBytes.addAndGet(length);
        try {
            return file.read(position, length, chunk == null ? BlockFile.ANY_CHUNK : chunk.id);
        } catch (IOException e) {
            if (closed) {
                throw failure(DataUtils.ERROR_CLOSED, "The index file is closed", e);
            }
            throw failure(DataUtils.ERROR_READING_FAILED, "Reading the index file failed", e);
        } catch (IndexDamagedException e) {
            throw failure(DataUtils.ERROR_FILE_CORRUPT, "The index file is damaged", e);
        }
    }

    @Override
    protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer source) {
        int length = source.remaining();
        setSize(Math.max(size(), position + length));
        if (chunk == null) {
            // MVStore's header; publish() writes ours.
            return;
        }
        writeCount.incrementAndGet();
        writeBytes.addAndGet(length);
        try {
            file.write(position, source, chunk.id);
        } catch (IOException e) {
            throw failure(DataUtils.ERROR_WRITING_FAILED, "Writing the index file failed", e);
        }
    }

    private static MVStoreException failure(int code, String message, Exception cause) {
        MVStoreException failure = new MVStoreException(code, message);
        failure.initCause(cause);
        return failure;
    }

    /** Forgets the tail; the file itself is cut after the next {@link #publish}, as the published state may need it. */
    @Override
    protected void truncate(long size) {
        setSize(Math.min(size(), size));
    }

    @Override
    public void open(String fileName, boolean readOnly, char @Nullable [] encryptionKey) {
        throw new UnsupportedOperationException("The file is open");
    }

    @Override
    public CheckedFileStore open(String fileName, boolean readOnly) {
        throw new UnsupportedOperationException("The file is open");
    }

    @Override
    public void backup(ZipOutputStream out) {
        throw new UnsupportedOperationException("The index is derived and not backed up");
    }

    /** Closes the file. MVStore does not call this for a file store it was given. */
    void closeFile() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
