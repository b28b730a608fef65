package io.maxiofs.storage.digest;

import io.maxiofs.base.BufferPool;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * The threads and buffers that let the digests of large bodies and the writing of their bytes run at the same time.
 * Safe on any thread. After {@link #close()} bodies are hashed by their own threads.
 */
public final class DigestWorkers implements AutoCloseable {
    private final DigestConfig config;
    private final BufferPool buffers;
    private final Semaphore bodies;
    private final ExecutorService threads;
    private final LongSupplier nanoTime;

    public DigestWorkers(DigestConfig config) {
        this(config, System::nanoTime);
    }

    /** @param nanoTime like {@link System#nanoTime()} */
    DigestWorkers(DigestConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.buffers = new BufferPool(config.bufferBytes(), config.maxBodies() * config.buffersPerBody());
        this.bodies = new Semaphore(config.maxBodies());
        this.threads = Executors.newFixedThreadPool(
                config.threads(),
                Thread.ofPlatform().name("digest-", 0).daemon().factory());
    }

    /**
     * Starts hashing a body.
     *
     * @param digests may have seen the first bytes of the body already; belongs to the pipeline from now on
     * @param sink gets every byte given to the pipeline, from a thread of its choice
     */
    public DigestPipeline start(BodyDigests digests, BodySink sink) {
        return new DigestPipeline(this, digests, sink);
    }

    DigestConfig config() {
        return config;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    BufferPool buffers() {
        return buffers;
    }

    /** Takes one of the places for bodies hashed by workers; to be given back by {@link #leave()}. */
    boolean tryEnter() {
        return bodies.tryAcquire();
    }

    void leave() {
        bodies.release();
    }

    /** Runs {@code task} later; after {@link #close()} never, the body's own thread does the work then. */
    void submit(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
        }
    }

    /** Lets the tasks under way end and stops the threads. Bodies under way are continued by their own threads. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
