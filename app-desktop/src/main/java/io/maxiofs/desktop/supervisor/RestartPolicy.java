package io.maxiofs.desktop.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before a crashed server is started again, and when to stop trying. Used by one thread.
 */
final class RestartPolicy {
    private final Limits limits;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private int inARow;

    /**
     * The rules.
     *
     * @param waits after the first, second, … crash in a row; the last one for all after it
     * @param most so many crashes within {@code window} are too many
     * @param window also how long a server has to live for its crash to count as a first one
     */
    record Limits(List<Duration> waits, int most, Duration window) {
        static final Limits STANDARD = new Limits(
                List.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(60)),
                5,
                Duration.ofMinutes(10));

        Limits {
            waits = List.copyOf(waits);
        }
    }

    RestartPolicy(Limits limits) {
        this.limits = limits;
    }

    /**
     * Notes a crash.
     *
     * @param lived how long the server had been up
     * @return how long to wait; empty if it crashed too often
     */
    Optional<Duration> crashed(Instant now, Duration lived) {
        if (lived.compareTo(limits.window()) >= 0) {
            inARow = 0;
        }
        inARow++;
        recent.addLast(now);
        while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(limits.window()))) {
            recent.removeFirst();
        }
        return recent.size() >= limits.most()
                ? Optional.empty()
                : Optional.of(limits.waits().get(Math.min(inARow, limits.waits().size()) - 1));
    }

    int count() {
        return recent.size();
    }

    /** The person took over: all is forgiven. */
    void reset() {
        recent.clear();
        inARow = 0;
    }
}
