package io.maxiofs.base;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers, used again and again: allocating one costs zeroing and waits for a collection to be freed. There are
 * large ones while few are in use, and small ones for everybody who comes later, so that many slow clients take little
 * memory each. A buffer has one owner at a time; whoever took it gives it back once. Safe on any thread.
 */
public final class BufferPool {
    private final Shelf large;
    private final Shelf small;
    private final int mostLarge;

    /** Buffers of one size. */
    private static final class Shelf {
        final int bytes;
        private final int keep;
        private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
        private final AtomicInteger kept = new AtomicInteger();
        final AtomicInteger inUse = new AtomicInteger();

        Shelf(int bytes, int keep) {
            this.bytes = bytes;
            this.keep = keep;
        }

        ByteBuffer take() {
            ByteBuffer buffer = free.poll();
            if (buffer == null) {
                return ByteBuffer.allocateDirect(bytes);
            }
            kept.decrementAndGet();
            return buffer.clear();
        }

        void giveBack(ByteBuffer buffer) {
            inUse.decrementAndGet();
            if (kept.incrementAndGet() <= keep) {
                free.add(buffer);
            } else {
                kept.decrementAndGet();
            }
        }
    }

    /**
     * Buffers of one size and as many as are asked for.
     *
     * @param bufferBytes size of each buffer in bytes
     * @param keep most buffers kept while nobody uses them
     */
    public BufferPool(int bufferBytes, int keep) {
        this(bufferBytes, Integer.MAX_VALUE, bufferBytes, keep);
    }

    /**
     * @param largeBytes size of the large buffers in bytes
     * @param mostLarge large ones in use at a time
     * @param smallBytes size of the others
     * @param keep most buffers of each size kept while nobody uses them
     */
    public BufferPool(int largeBytes, int mostLarge, int smallBytes, int keep) {
        if (smallBytes < 1 || largeBytes < smallBytes || mostLarge < 0 || keep < 0) {
            throw new IllegalArgumentException("Invalid pool: " + mostLarge + " of " + largeBytes + " bytes, others of "
                    + smallBytes + ", keep " + keep);
        }
        this.large = new Shelf(largeBytes, keep);
        this.small = new Shelf(smallBytes, keep);
        this.mostLarge = mostLarge;
    }

    /** A cleared buffer with arbitrary content, large if there is one. */
    public ByteBuffer take() {
        return take(large.bytes);
    }

    /**
     * A cleared buffer with arbitrary content.
     *
     * @param useful bytes that would be used of it: a large buffer is not wasted on fewer than a small one has
     */
    public ByteBuffer take(long useful) {
        if (useful > small.bytes || large.bytes == small.bytes) {
            if (large.inUse.incrementAndGet() <= mostLarge) {
                return large.take();
            }
            large.inUse.decrementAndGet();
        }
        small.inUse.incrementAndGet();
        return small.take();
    }

    /** @throws IllegalArgumentException if {@code buffer} cannot be one of this pool's */
    public void giveBack(ByteBuffer buffer) {
        if (!buffer.isDirect() || (buffer.capacity() != large.bytes && buffer.capacity() != small.bytes)) {
            throw new IllegalArgumentException("Not a buffer of this pool");
        }
        (buffer.capacity() == large.bytes ? large : small).giveBack(buffer);
    }

    /** Bytes of all buffers that are in use now. */
    public long bytesInUse() {
        return (long) large.inUse.get() * large.bytes + (long) small.inUse.get() * small.bytes;
    }
}
