package io.maxiofs.desktop.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does the same with many parts, several at once; the first failure ends all of them. */
final class PartWorkers {
    /** A region of a file or an object, part {@code number} from 1. */
    record Region(int number, long offset, long length) {}

    /** Moves one part. */
    @FunctionalInterface
    interface Work {
        void move(Region region) throws IOException;
    }

    private PartWorkers() {}

    /** The parts of {@code size} bytes, in order. */
    static List<Region> regions(long size, long partBytes) {
        List<Region> regions = new ArrayList<>();
        for (long offset = 0; offset < size; offset += partBytes) {
            regions.add(new Region(regions.size() + 1, offset, Math.min(partBytes, size - offset)));
        }
        return regions;
    }

    /** Returns when all are done, or one failed and none is under way any more. */
    static void run(List<Region> regions, int workers, Work work) throws IOException {
        Iterator<Region> left = regions.iterator();
        // What fails after it only does so because it was interrupted.
        AtomicReference<@Nullable Exception> first = new AtomicReference<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < Math.min(workers, regions.size()); worker++) {
                executor.execute(() -> workOff(left, work, first, executor));
            }
            executor.shutdown();
            await(executor);
        }
        Exception reason = first.get();
        if (reason != null) {
            throw Failures.classify(reason);
        }
    }

    private static void await(ExecutorService executor) throws StoppedException {
        try {
            while (!executor.awaitTermination(1, TimeUnit.HOURS)) {
                // A slow line is no failure.
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private static void workOff(
            Iterator<Region> left, Work work, AtomicReference<@Nullable Exception> first, ExecutorService executor) {
        for (Region region = next(left); region != null; region = next(left)) {
            try {
                work.move(region);
            } catch (IOException | RuntimeException e) {
                first.compareAndSet(null, e);
                executor.shutdownNow();
                return;
            }
        }
    }

    private static @Nullable Region next(Iterator<Region> left) {
        synchronized (left) {
            return left.hasNext() && !Thread.currentThread().isInterrupted() ? left.next() : null;
        }
    }
}
