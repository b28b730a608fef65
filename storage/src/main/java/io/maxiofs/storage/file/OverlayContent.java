package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of one file of an {@link OverlayDisk}: the blocks that were written, over those of the original. */
final class OverlayContent {
    private static final int BLOCK_BYTES = 4096;

    private final @Nullable Path original;
    private final Map<Long, byte[]> blocks = new HashMap<>();
    private long size;
    /** Bytes of the original from here on do not count: the file was cut there once. */
    private long originalEnd;

    /** @param original null for a file that exists here only */
    OverlayContent(@Nullable Path original, long size) {
        this.original = original;
        this.size = size;
        this.originalEnd = size;
    }

    @Nullable Path original() {
        return original;
    }

    synchronized long size() {
        return size;
    }

    /** @param file the original, open; null if there is none */
    synchronized int read(ByteBuffer target, long position, @Nullable DataFile file) throws IOException {
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(target.remaining(), size - position);
        int done = 0;
        while (done < length) {
            long at = position + done;
            int inBlock = (int) (at % BLOCK_BYTES);
            byte[] block = blocks.get(at / BLOCK_BYTES);
            int count;
            if (block != null) {
                count = Math.min(BLOCK_BYTES - inBlock, length - done);
                target.put(block, inBlock, count);
            } else {
                count = Math.min(unchangedRun(at, BLOCK_BYTES - inBlock, length - done), length - done);
                readOriginal(target, at, count, file);
            }
            done += count;
        }
        return length;
    }

    /** How many bytes from {@code at} on lie in blocks that were not written. */
    private int unchangedRun(long at, int inFirst, int wanted) {
        int run = inFirst;
        while (run < wanted && !blocks.containsKey((at + run) / BLOCK_BYTES)) {
            run += BLOCK_BYTES;
        }
        return run;
    }

    private void readOriginal(ByteBuffer target, long at, int count, @Nullable DataFile file) throws IOException {
        int limit = target.limit();
        int end = target.position() + count;
        if (file != null && at < originalEnd) {
            target.limit(target.position() + (int) Math.min(count, originalEnd - at));
            long from = at;
            int read = 0;
            while (target.hasRemaining() && read >= 0) {
                read = file.read(target, from);
                from += read;
            }
        }
        target.limit(end);
        while (target.hasRemaining()) {
            target.put((byte) 0);
        }
        target.limit(limit);
    }

    synchronized void write(ByteBuffer source, long position, @Nullable DataFile file) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            int inBlock = (int) (at % BLOCK_BYTES);
            int count = Math.min(BLOCK_BYTES - inBlock, source.remaining());
            byte[] block = blockToChange(at / BLOCK_BYTES, file);
            source.get(block, inBlock, count);
            at += count;
        }
        size = Math.max(size, at);
    }

    private byte[] blockToChange(long number, @Nullable DataFile file) throws IOException {
        byte[] block = blocks.get(number);
        if (block == null) {
            ByteBuffer copy = ByteBuffer.allocate(BLOCK_BYTES);
            readOriginal(copy, number * BLOCK_BYTES, BLOCK_BYTES, file);
            block = copy.array();
            blocks.put(number, block);
        }
        return block;
    }

    synchronized void truncate(long newSize) {
        if (newSize >= size) {
            return;
        }
        size = newSize;
        originalEnd = Math.min(originalEnd, newSize);
        blocks.keySet().removeIf(number -> number * BLOCK_BYTES >= newSize);
        byte[] last = blocks.get(newSize / BLOCK_BYTES);
        if (last != null) {
            Arrays.fill(last, (int) (newSize % BLOCK_BYTES), BLOCK_BYTES, (byte) 0);
        }
    }
}
