package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last points of a history. Safe on any thread. */
final class MetricsRing {
    private final int capacity;
    private final ArrayDeque<MetricsDocument> points = new ArrayDeque<>();

    MetricsRing(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(MetricsDocument point) {
        if (points.size() == capacity) {
            points.removeFirst();
        }
        points.addLast(point);
    }

    /**
     * The oldest first.
     *
     * @param since only later ones; null for all
     */
    synchronized List<MetricsDocument> since(@Nullable Instant since) {
        List<MetricsDocument> found = new ArrayList<>();
        for (MetricsDocument point : points) {
            if (since == null || point.time().isAfter(since)) {
                found.add(point);
            }
        }
        return found;
    }

    /** Null before the first. */
    synchronized @Nullable MetricsDocument latest() {
        return points.peekLast();
    }
}
