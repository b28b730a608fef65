package io.maxiofs.storage.digest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way through its digests to its sink. The first bytes are processed by the calling thread. A longer
 * body is copied into a ring of buffers, and every costly digest and the sink become lanes that workers carry on
 * independently, each reading the buffers in order. A caller that finds the ring full works on a lane itself instead of
 * waiting for a busy worker, so that the body advances even if no worker ever runs. A body that comes in slowly is
 * taken back by the calling thread, because nothing is gained by hashing it elsewhere.
 *
 * <p>Used by one thread at a time.
 */
public final class DigestPipeline implements AutoCloseable {
    private final DigestWorkers workers;
    private final BodyDigests digests;
    private final BodySink sink;
    private long windowBytes;
    private long windowStart;
    private @Nullable Ring ring;
    private boolean ended;

    DigestPipeline(DigestWorkers workers, BodyDigests digests, BodySink sink) {
        this.workers = workers;
        this.digests = digests;
        this.sink = sink;
        this.windowStart = workers.nanoTime();
    }

    /**
     * Consumes all of {@code bytes}, which the caller may use again afterwards.
     *
     * @throws RuntimeException what the sink threw, now or for earlier bytes; the body is lost then
     */
    public void write(ByteBuffer bytes) {
        if (ended) {
            throw new IllegalStateException("The body has ended");
        }
        reconsider();
        windowBytes += bytes.remaining();
        if (ring != null) {
            ring.write(bytes);
        } else {
            digests.update(bytes);
            sink.write(bytes);
        }
    }

    /** Every so many bytes: whether they came in fast enough to be worth a worker. */
    private void reconsider() {
        DigestConfig config = workers.config();
        if (windowBytes < config.inlineBytes()) {
            return;
        }
        long now = workers.nanoTime();
        double seconds = (now - windowStart) / 1e9;
        boolean worthIt = windowBytes >= config.worthBytesPerSecond() * seconds;
        windowBytes = 0;
        windowStart = now;
        if (worthIt && ring == null && workers.tryEnter()) {
            ring = new Ring();
        } else if (!worthIt && ring != null) {
            leaveRing(ring);
        }
    }

    /** Waits until everything handed over is processed. */
    private void leaveRing(Ring leaving) {
        try {
            leaving.finish();
        } finally {
            ring = null;
            leaving.release();
        }
    }

    /**
     * Ends the body: every byte has reached the sink when this returns.
     *
     * @throws RuntimeException what the sink threw; the body is lost then
     */
    public DigestValues finish() {
        if (ended) {
            throw new IllegalStateException("The body has ended");
        }
        ended = true;
        if (ring != null) {
            leaveRing(ring);
        }
        return digests.finish();
    }

    /** Gives the buffers back; the sink is not called once this has returned. Never throws. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            if (ring != null) {
                ring.release();
            }
        }
    }

    /** What one worker does at a time to the buffers, in order. */
    private static final class Lane {
        final BodySink target;
        /** Buffers done with. */
        long done;

        boolean busy;
        boolean queued;

        Lane(BodySink target) {
            this.target = target;
        }
    }

    /** The buffers between the caller and the lanes. */
    private final class Ring {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition progress = lock.newCondition();
        private final List<ByteBuffer> slots = new ArrayList<>();
        private final List<Lane> lanes = new ArrayList<>();
        private final ByteBuffer[] published;
        private long filled;
        private @Nullable ByteBuffer filling;
        private @Nullable Throwable failure;
        private boolean released;

        Ring() {
            int count = workers.config().buffersPerBody();
            published = new ByteBuffer[count];
            for (int i = 0; i < count; i++) {
                slots.add(workers.buffers().take());
            }
            List<RunningDigest> cheap = new ArrayList<>();
            for (RunningDigest digest : digests.running()) {
                if (digest.isCheap()) {
                    cheap.add(digest);
                } else {
                    lanes.add(new Lane(digest::update));
                }
            }
            lanes.add(new Lane(bytes -> {
                cheap.forEach(digest -> digest.update(bytes));
                sink.write(bytes);
            }));
        }

        void write(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                ByteBuffer target = filling;
                if (target == null) {
                    target = awaitFreeSlot();
                    filling = target;
                }
                int count = Math.min(bytes.remaining(), target.remaining());
                target.put(target.position(), bytes, bytes.position(), count);
                target.position(target.position() + count);
                bytes.position(bytes.position() + count);
                if (!target.hasRemaining()) {
                    publish(target);
                }
            }
        }

        void finish() {
            ByteBuffer last = filling;
            if (last != null && last.position() > 0) {
                publish(last);
            }
            helpUntilBehindBy(0);
        }

        private ByteBuffer awaitFreeSlot() {
            helpUntilBehindBy(slots.size() - 1);
            return slots.get((int) (filled % slots.size())).clear();
        }

        private void publish(ByteBuffer full) {
            filling = null;
            lock.lock();
            try {
                published[(int) (filled % slots.size())] = full.flip().asReadOnlyBuffer();
                filled++;
                lanes.forEach(this::schedule);
            } finally {
                lock.unlock();
            }
        }

        /** Works on lanes until no lane has more than {@code buffers} to do. */
        private void helpUntilBehindBy(int buffers) {
            lock.lock();
            try {
                while (true) {
                    rethrow();
                    Lane slowest = null;
                    boolean behind = false;
                    for (Lane lane : lanes) {
                        if (filled - lane.done > buffers) {
                            behind = true;
                            if (!lane.busy && (slowest == null || lane.done < slowest.done)) {
                                slowest = lane;
                            }
                        }
                    }
                    if (!behind) {
                        return;
                    }
                    if (slowest != null) {
                        advance(slowest);
                        schedule(slowest);
                    } else {
                        progress.awaitUninterruptibly();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean hasWork(Lane lane) {
            return !lane.busy && lane.done < filled && failure == null && !released;
        }

        private void schedule(Lane lane) {
            if (!lane.queued && hasWork(lane)) {
                lane.queued = true;
                workers.submit(() -> runOnWorker(lane));
            }
        }

        /** Stays with the lane for a while: the slowest lane decides, and must not queue behind the others. */
        private void runOnWorker(Lane lane) {
            lock.lock();
            try {
                lane.queued = false;
                for (int i = 0; i < slots.size() && hasWork(lane); i++) {
                    advance(lane);
                }
                schedule(lane);
            } finally {
                lock.unlock();
            }
        }

        /** Processes one buffer of a lane that is not busy; holds the lock outside of the work itself. */
        private void advance(Lane lane) {
            ByteBuffer bytes = published[(int) (lane.done % slots.size())].duplicate();
            lane.busy = true;
            lock.unlock();
            Throwable thrown = null;
            try {
                lane.target.write(bytes);
            } catch (RuntimeException | Error e) {
                thrown = e;
            } finally {
                lock.lock();
            }
            lane.busy = false;
            lane.done++;
            if (thrown != null && failure == null) {
                failure = thrown;
            }
            progress.signalAll();
        }

        private void rethrow() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
        }

        /** Waits for lanes that are at work and gives the buffers back. */
        void release() {
            lock.lock();
            try {
                released = true;
                while (lanes.stream().anyMatch(lane -> lane.busy)) {
                    progress.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
            slots.forEach(workers.buffers()::giveBack);
            workers.leave();
        }
    }
}
