package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A disk on which opening certain files waits, or fails, until the test says otherwise. Safe on any thread. */
public final class HeldDisk extends ForwardingDisk {
    private static final long PATIENCE_SECONDS = 120;

    private volatile @Nullable Hold hold;
    private volatile Predicate<Path> refused = path -> false;
    private final AtomicInteger refusals = new AtomicInteger();

    public HeldDisk(Disk disk) {
        super(disk);
    }

    /** What waits, from its making until its release. */
    public static final class Hold {
        private final Predicate<Path> held;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold(Predicate<Path> held) {
            this.held = held;
        }

        /** Waits until somebody opens a held file. */
        public void awaitArrival() {
            await(arrived);
        }

        public void release() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("Nothing happened");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** From now on whoever opens such a file waits. */
    public Hold hold(Predicate<Path> files) {
        Hold made = new Hold(files);
        hold = made;
        return made;
    }

    /** From now on such files cannot be opened. */
    public void refuse(Predicate<Path> files) {
        refused = files;
    }

    /** How often a file could not be opened. */
    public int refusals() {
        return refusals.get();
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        Hold now = hold;
        if (now != null && now.held.test(path)) {
            now.arrived.countDown();
            Hold.await(now.released);
        }
        if (refused.test(path)) {
            refusals.incrementAndGet();
            throw new IOException("not to be opened: " + path);
        }
        return super.open(path, mode);
    }
}
