package io.maxiofs.storage.extent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty extents whose names are durable already, so that finishing one costs a force of its file and none of a
 * directory. Made many at a time by a thread that runs only when some were taken; a crash leaves them as orphans.
 * Safe on any thread.
 */
final class PreparedNames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedNames.class);
    private static final int IDLE_SECONDS = 10;

    /** Makes empty files and their names durable. */
    interface Maker {
        /** A file of a new id; its name is not durable yet. */
        long createFile() throws IOException;

        /** Makes names durable, forcing each directory once. */
        void makeNamesDurable(List<Long> ids) throws IOException;

        /** Deletes a file that nobody will write. */
        void discard(long id);
    }

    private final Maker maker;
    private final int most;
    private final ConcurrentLinkedQueue<Long> ready = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readyCount = new AtomicInteger();
    private final AtomicBoolean refilling = new AtomicBoolean();
    private final ExecutorService thread;
    private volatile boolean closed;
    /** Said once until it works again. Touched by the one thread only. */
    private boolean warned;

    PreparedNames(Maker maker, int most) {
        this.maker = maker;
        this.most = most;
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("extent-names").daemon().factory());
        executor.allowCoreThreadTimeOut(true);
        this.thread = executor;
    }

    /** An id whose empty file and name are durable; empty if none is ready. */
    OptionalLong take() {
        Long id = ready.poll();
        if (id != null) {
            readyCount.decrementAndGet();
        }
        if (readyCount.get() <= most / 2) {
            refill();
        }
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private void refill() {
        if (most == 0 || closed || !refilling.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(this::makeMore);
        } catch (RejectedExecutionException e) {
            // Closing: nothing is prepared any more.
            refilling.set(false);
        }
    }

    private void makeMore() {
        List<Long> made = new ArrayList<>();
        try {
            while (!closed && readyCount.get() + made.size() < most) {
                made.add(maker.createFile());
            }
            maker.makeNamesDurable(made);
            ready.addAll(made);
            readyCount.addAndGet(made.size());
            warned = false;
        } catch (IOException | RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("No names could be prepared; uploads make their own", e);
            }
            made.forEach(maker::discard);
        } finally {
            refilling.set(false);
        }
    }

    /** Deletes what was not used. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (Long id = ready.poll(); id != null; id = ready.poll()) {
            readyCount.decrementAndGet();
            maker.discard(id);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
