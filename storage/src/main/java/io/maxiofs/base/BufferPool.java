package io.maxiofs.base;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers of one size, used again and again: allocating one costs zeroing and waits for a collection to be
 * freed. A buffer has one owner at a time; whoever took it gives it back once. Safe on any thread.
 */
public final class BufferPool {
    private final int bufferBytes;
    private final int keep;
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    /**
     * @param bufferBytes size of each buffer in bytes
     * @param keep most buffers kept while nobody uses them
     */
    public BufferPool(int bufferBytes, int keep) {
        if (bufferBytes < 1 || keep < 0) {
            throw new IllegalArgumentException("Invalid pool: " + bufferBytes + " bytes, keep " + keep);
        }
        this.bufferBytes = bufferBytes;
        this.keep = keep;
    }

    public int bufferBytes() {
        return bufferBytes;
    }

    /** A cleared buffer with arbitrary content. */
    public ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(bufferBytes);
        }
        kept.decrementAndGet();
        return buffer.clear();
    }

    /** @throws IllegalArgumentException if {@code buffer} cannot be one of this pool's */
    public void giveBack(ByteBuffer buffer) {
        if (!buffer.isDirect() || buffer.capacity() != bufferBytes) {
            throw new IllegalArgumentException("Not a buffer of this pool");
        }
        if (kept.incrementAndGet() <= keep) {
            free.add(buffer);
        } else {
            kept.decrementAndGet();
        }
    }
}
