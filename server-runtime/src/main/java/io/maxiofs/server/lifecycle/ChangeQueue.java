package io.maxiofs.server.lifecycle;

import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.UploadNotFoundException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives changes to the store, a few at a time and not faster than allowed, so that clients do not notice them. Used by
 * one thread; counters may be read by others.
 */
final class ChangeQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeQueue.class);

    /** Changes under way at a time; the store makes a group of them durable together. */
    private static final int MAX_UNDER_WAY = 64;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
    private final IntSupplier maxPerSecond;
    private final LongSupplier nanoTime;
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private long next;

    /**
     * @param maxPerSecond asked before each change
     * @param nanoTime as {@link System#nanoTime()}
     */
    ChangeQueue(IntSupplier maxPerSecond, LongSupplier nanoTime) {
        this.maxPerSecond = maxPerSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** @throws StorageUnavailableException if an earlier change found the store so */
    void add(Supplier<CompletableFuture<?>> change) {
        pace();
        underWay.add(change.get());
        if (underWay.size() >= MAX_UNDER_WAY) {
            settle(underWay.remove());
        }
    }

    /** Waits for all that are under way. */
    void drain() {
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
    }

    private void pace() {
        long now = nanoTime.getAsLong();
        // Up to a second that nobody used may be made up for.
        next = Math.max(next, now - NANOS_PER_SECOND) + NANOS_PER_SECOND / maxPerSecond.getAsInt();
        if (next > now) {
            LockSupport.parkNanos(next - now);
        }
    }

    private void settle(CompletableFuture<?> change) {
        try {
            change.join();
            changed.incrementAndGet();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case ObjectLockedException locked -> LOG.debug("A locked version was left: {}", locked.getMessage());
                case UploadNotFoundException gone -> LOG.debug("An upload has ended: {}", gone.getMessage());
                case BucketNotFoundException gone -> LOG.debug("A bucket is gone: {}", gone.getMessage());
                case StorageUnavailableException unavailable -> throw unavailable;
                case null, default -> {
                    failed.incrementAndGet();
                    LOG.warn("A lifecycle rule could not be carried out", e);
                }
            }
        }
    }

    long changed() {
        return changed.get();
    }

    long failed() {
        return failed.get();
    }
}
