package io.maxiofs.server.observe.metrics;

import org.HdrHistogram.Histogram;

/** All times since the start, as distributions. Safe on any thread. */
public final class Totals {
    private final Histogram[] times = new Histogram[OperationClass.values().length];
    private final Histogram flushes = new Histogram(RequestMeters.DIGITS);

    Totals() {
        for (int i = 0; i < times.length; i++) {
            times[i] = new Histogram(RequestMeters.DIGITS);
        }
    }

    synchronized void add(OperationClass operation, Histogram more) {
        times[operation.index()].add(more);
    }

    synchronized void addFlushes(Histogram more) {
        flushes.add(more);
    }

    /** Times of a class in microseconds; a copy. */
    synchronized Histogram times(OperationClass operation) {
        return times[operation.index()].copy();
    }

    /** Times of flushes of the journal in microseconds; a copy. */
    synchronized Histogram flushes() {
        return flushes.copy();
    }
}
