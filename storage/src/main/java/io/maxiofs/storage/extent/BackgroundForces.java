package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The few threads that force files while they are being written. Safe on any thread. */
final class BackgroundForces implements AutoCloseable {
    private static final int MAX_THREADS = 4;
    private static final int IDLE_SECONDS = 10;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("extent-force-", 0).daemon().factory());

    /** Starts forcing; null if all threads are busy, in which case the writer tries again with its next bytes. */
    @Nullable CompletableFuture<Void> tryStart(DataFile file) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            threads.execute(() -> force(file, done));
            return done;
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private static void force(DataFile file, CompletableFuture<Void> done) {
        try {
            file.force();
            done.complete(null);
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
