package io.maxiofs.storage.index;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of 4 KiB blocks, each followed by its checksum and the id of the chunk it was written for, behind two header
 * slots. Any block that is not exactly what was last written there for that chunk is refused.
 *
 * <p>Positions are MVStore's: its blocks 0 and 1 are its own header, which this file replaces by the slots, so block 2
 * is the first one stored. Reads are safe on any thread, writes belong to one.
 */
final class BlockFile implements Closeable {

    static final int BLOCK_BYTES = 4096;
    static final int FIRST_BLOCK = 2;
    /** A reader who does not know whose blocks it reads. */
    static final int ANY_CHUNK = -1;

    private static final int TRAILER_BYTES = 8;
    private static final int STRIDE_BYTES = BLOCK_BYTES + TRAILER_BYTES;
    private static final int SLOTS = 2;
    private static final int BLOCKS_PER_WRITE = 64;

    private final DataFile file;
    /** Readers have a file of their own: an interrupt of one of them must not close the writer's. */
    private final DataFile reader;

    private final ByteBuffer staging = ByteBuffer.allocateDirect(BLOCKS_PER_WRITE * STRIDE_BYTES);

    private BlockFile(DataFile file, DataFile reader) {
        this.file = file;
        this.reader = reader;
    }

    static BlockFile open(Disk disk, Path path, OpenMode mode) throws IOException {
        DataFile file = disk.open(path, mode);
        try {
            return new BlockFile(file, disk.open(path, OpenMode.READ));
        } catch (IOException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    /** The newest header that was written completely. */
    Optional<FileHeader> readHeader() throws IOException {
        Optional<FileHeader> newest = Optional.empty();
        for (int slot = 0; slot < SLOTS; slot++) {
            ByteBuffer bytes = ByteBuffer.allocate(FileHeader.SLOT_BYTES);
            readUpTo(bytes, (long) slot * FileHeader.SLOT_BYTES);
            Optional<FileHeader> header = FileHeader.decode(bytes.flip());
            if (newest.isEmpty()
                    || (header.isPresent()
                            && header.get().sequence() > newest.get().sequence())) {
                newest = header;
            }
        }
        return newest;
    }

    /** Everything written before becomes the valid state, durably: force, header, force. */
    void publish(FileHeader header) throws IOException {
        file.force();
        file.write(header.encode(), header.sequence() % SLOTS * FileHeader.SLOT_BYTES);
        file.force();
    }

    /** Cuts what lies behind the given number of blocks off. */
    void truncate(long blocks) throws IOException {
        long size = physical(Math.max(blocks, FIRST_BLOCK));
        if (file.size() > size) {
            file.truncate(size);
        }
    }

    /** Size of the file in bytes. */
    long size() throws IOException {
        return file.size();
    }

    /**
     * Reads {@code length} bytes from {@code position}.
     *
     * @param chunk the chunk all of them must have been written for, or {@link #ANY_CHUNK}
     * @throws IndexDamagedException if they were not, or fail their checksum
     */
    ByteBuffer read(long position, int length, int chunk) throws IOException {
        long first = position / BLOCK_BYTES;
        int count = Math.toIntExact((position + length - 1) / BLOCK_BYTES - first + 1);
        if (first < FIRST_BLOCK || length <= 0) {
            throw new IndexDamagedException("The index refers to " + length + " bytes at position " + position);
        }
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(count, STRIDE_BYTES));
        readUpTo(raw, physical(first));
        if (raw.hasRemaining()) {
            EOFException end = new EOFException("Only " + raw.position() + " of " + raw.capacity() + " bytes");
            throw new IndexDamagedException("The index file ends inside block " + (first + count - 1), end);
        }
        // Checked, the blocks are moved together over their trailers: no second buffer.
        byte[] bytes = raw.array();
        for (int i = 0; i < count; i++) {
            check(raw, i * STRIDE_BYTES, first + i, chunk);
            System.arraycopy(bytes, i * STRIDE_BYTES, bytes, i * BLOCK_BYTES, BLOCK_BYTES);
        }
        return raw.slice((int) (position % BLOCK_BYTES), length);
    }

    /** Writes whole blocks from a position at the start of a block. */
    void write(long position, ByteBuffer source, int chunk) throws IOException {
        if (position % BLOCK_BYTES != 0
                || source.remaining() % BLOCK_BYTES != 0
                || position / BLOCK_BYTES < FIRST_BLOCK) {
            throw new IllegalArgumentException("Not whole blocks: " + source.remaining() + " bytes at " + position);
        }
        long block = position / BLOCK_BYTES;
        while (source.hasRemaining()) {
            staging.clear();
            long first = block;
            while (source.hasRemaining() && staging.hasRemaining()) {
                int start = staging.position();
                staging.put(source.slice(source.position(), BLOCK_BYTES)).putInt(chunk);
                staging.putInt(checksum(staging, start, block));
                source.position(source.position() + BLOCK_BYTES);
                block++;
            }
            file.write(staging.flip(), physical(first));
        }
    }

    private static void check(ByteBuffer raw, int offset, long block, int chunk) {
        int owner = raw.getInt(offset + BLOCK_BYTES);
        int stored = raw.getInt(offset + BLOCK_BYTES + Integer.BYTES);
        if (stored != checksum(raw, offset, block)) {
            throw new IndexDamagedException("Block " + block + " of the index file fails its checksum");
        }
        if (chunk != ANY_CHUNK && chunk != owner) {
            throw new IndexDamagedException(
                    "Block " + block + " of the index file belongs to chunk " + owner + ", not " + chunk);
        }
    }

    /** Of a block and the chunk id behind it; another for each place, so that a block elsewhere is noticed. */
    private static int checksum(ByteBuffer buffer, int offset, long block) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(offset, BLOCK_BYTES + Integer.BYTES));
        return (int) crc.getValue() ^ (int) block;
    }

    private void readUpTo(ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int count = reader.read(target, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }

    private static long physical(long block) {
        return (long) SLOTS * FileHeader.SLOT_BYTES + (block - FIRST_BLOCK) * STRIDE_BYTES;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            reader.close();
        }
    }
}
