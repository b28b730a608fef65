package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Workers, each with a thread and a connection of its own, doing the same until each is told that it is over. */
final class Crew {
    /** A worker that fails so often without a success between gives up, or it would count failures as fast as it can. */
    private static final int MAX_FAILURES_IN_A_ROW = 100;

    private final Endpoint endpoint;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Verify verify;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    Crew(Endpoint endpoint, InstantSource clock, LongSupplier nanoTime, Verify verify) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.verify = verify;
    }

    /** One request of one worker. */
    @FunctionalInterface
    interface Task {
        /** Said instead of a number of bytes when there is nothing more to do. */
        long OVER = -1;

        /** @return bytes moved, or {@link #OVER} */
        long run(S3Requests requests) throws IOException, FailedRequestException;
    }

    /** Makes the task of a worker, from 0. */
    @FunctionalInterface
    interface Tasks {
        Task of(int worker);
    }

    /**
     * Runs to the end.
     *
     * @param measuredFrom in terms of the clock; requests that begin before it are not in the tally unless they fail
     * @throws InterruptedException after the workers were told to end, if the thread is interrupted
     */
    Tally run(int workers, long measuredFrom, Tasks tasks) throws InterruptedException {
        List<Worker> crew = new ArrayList<>(workers);
        List<Thread> threads = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            Worker worker = new Worker(measuredFrom, tasks.of(i));
            crew.add(worker);
            threads.add(Thread.ofPlatform().daemon().name("bench-" + i).start(worker));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            crew.forEach(worker -> worker.stopped = true);
            throw e;
        }
        Tally all = new Tally();
        crew.forEach(worker -> all.add(worker.tally));
        return all;
    }

    private final class Worker implements Runnable {
        private final long measuredFrom;
        private final Task task;
        private final Tally tally = new Tally();
        private volatile boolean stopped;

        Worker(long measuredFrom, Task task) {
            this.measuredFrom = measuredFrom;
            this.task = task;
        }

        @Override
        public void run() {
            try (S3Requests requests = new S3Requests(endpoint, clock, verify)) {
                int failures = 0;
                while (!stopped && failures < MAX_FAILURES_IN_A_ROW) {
                    failures = once(requests) ? 0 : failures + 1;
                }
            } catch (IOException e) {
                tally.failed("NotClosed", e.getMessage());
            }
        }

        /** @return whether it succeeded */
        private boolean once(S3Requests requests) {
            long start = nanoTime.getAsLong();
            try {
                long bytes = task.run(requests);
                if (bytes == Task.OVER) {
                    stopped = true;
                    return true;
                }
                if (start - measuredFrom >= 0) {
                    tally.succeeded(nanoTime.getAsLong() - start, bytes);
                }
                return true;
            } catch (FailedRequestException e) {
                tally.failed(e.code(), e.getMessage());
            } catch (IOException e) {
                tally.failed(e.getClass().getSimpleName(), e.getMessage());
            }
            return false;
        }
    }
}
