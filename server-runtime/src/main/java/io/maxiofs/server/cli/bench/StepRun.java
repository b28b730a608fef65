package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Prepares, measures and clears away one step. Used by one thread. */
final class StepRun {
    private static final int PREPARING_WORKERS = 16;

    private final Plan plan;
    private final Step step;
    private final ObjectSet objects;
    private final Crew crew;
    private final LongSupplier nanoTime;
    private final long prepared;

    /** Numbers below it are, or may be, stored. */
    private final AtomicLong next = new AtomicLong();

    /** Numbers below it are deleted, or about to be. */
    private final AtomicLong deleted = new AtomicLong();

    /** @param nanoTime a clock like {@link System#nanoTime}, the same as the crew's */
    StepRun(Plan plan, Step step, ObjectSet objects, Crew crew, LongSupplier nanoTime) {
        this.plan = plan;
        this.step = step;
        this.objects = objects;
        this.crew = crew;
        this.nanoTime = nanoTime;
        this.prepared = step.operation().needsObjects() ? plan.objectsOf(step.sizeBytes()) : 0;
    }

    /** Measures, and removes what was stored if the plan says so. Failures of every phase are in the result. */
    StepResult run() throws InterruptedException {
        Tally preparing = prepare();
        Tally measured = new Tally();
        long elapsed = 0;
        if (preparing.errors().isEmpty()) {
            // Deleting is not warmed up: what it deleted then would be missing.
            long warmUp =
                    step.operation() == Operation.DELETE ? 0 : plan.warmUp().toNanos();
            long from = nanoTime.getAsLong() + warmUp;
            long until = from + plan.time().toNanos();
            measured = crew.run(step.concurrency(), from, worker -> task(worker, until));
            elapsed = nanoTime.getAsLong() - from;
        }
        measured.addFailures(preparing);
        if (plan.cleanUp()) {
            measured.addFailures(clear());
        }
        return StepResult.of(step, measured, elapsed);
    }

    private Tally prepare() throws InterruptedException {
        return crew.run(PREPARING_WORKERS, nanoTime.getAsLong(), worker -> requests -> {
            long number = claim(next, prepared);
            return number < 0 ? Crew.Task.OVER : requests.put(objects, number);
        });
    }

    private Tally clear() throws InterruptedException {
        long stored = next.get();
        return crew.run(PREPARING_WORKERS, nanoTime.getAsLong(), worker -> requests -> {
            long number = claim(deleted, stored);
            if (number < 0) {
                return Crew.Task.OVER;
            }
            requests.delete(objects, number);
            return 0;
        });
    }

    private Crew.Task task(int worker, long until) {
        SplittableRandom random = new SplittableRandom(plan.seed() * 31 + worker);
        return requests -> {
            if (nanoTime.getAsLong() - until >= 0) {
                return Crew.Task.OVER;
            }
            boolean mixed = step.operation() == Operation.MIXED;
            return perform(mixed ? plan.mix().pick(random) : step.operation(), requests, random);
        };
    }

    private long perform(Operation operation, S3Requests requests, SplittableRandom random)
            throws IOException, FailedRequestException {
        switch (operation) {
            case PUT -> {
                long number = claim(next, ObjectSet.MAX_OBJECTS);
                return number < 0 ? Crew.Task.OVER : requests.put(objects, number);
            }
            case GET -> {
                return requests.get(objects, random.nextLong(prepared));
            }
            case HEAD -> requests.head(objects, random.nextLong(prepared));
            case MISS -> requests.miss(objects);
            case LIST -> requests.list(objects, startAfter(random), prepared);
            case DELETE -> {
                long number = claim(deleted, prepared);
                if (number < 0) {
                    return Crew.Task.OVER;
                }
                requests.delete(objects, number);
            }
            case MIXED -> throw new IllegalArgumentException("A mix is no operation of its own");
        }
        return 0;
    }

    /** Such that the page is full if there are objects enough. */
    private long startAfter(SplittableRandom random) {
        return random.nextLong(Math.max(1, prepared - S3Requests.PAGE_KEYS));
    }

    /** The counter's value, moved on by one; -1 from {@code end} on. */
    private static long claim(AtomicLong counter, long end) {
        long number = counter.getAndUpdate(value -> value < end ? value + 1 : value);
        return number < end ? number : -1;
    }
}
