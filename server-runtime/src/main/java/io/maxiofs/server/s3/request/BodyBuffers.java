package io.maxiofs.server.s3.request;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Buffers that bodies pass through, used again and again. Safe on any thread. */
public final class BodyBuffers {
    private final int bufferBytes;
    private final int keep;
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger freeCount = new AtomicInteger();

    /**
     * @param bufferBytes size of each buffer
     * @param keep buffers kept for later use at most
     */
    public BodyBuffers(int bufferBytes, int keep) {
        this.bufferBytes = bufferBytes;
        this.keep = keep;
    }

    /** Size of each buffer. */
    public int bufferBytes() {
        return bufferBytes;
    }

    /** An empty buffer on the heap; hashing reads its array. */
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return ByteBuffer.allocate(bufferBytes);
        }
        freeCount.decrementAndGet();
        return buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (freeCount.incrementAndGet() <= keep) {
            free.add(buffer);
        } else {
            freeCount.decrementAndGet();
        }
    }
}
