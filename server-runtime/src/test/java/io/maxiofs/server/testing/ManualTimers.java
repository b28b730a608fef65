package io.maxiofs.server.testing;

import io.maxiofs.server.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes when the test says so, and the work that is due then, on the thread of the test. */
public final class ManualTimers implements Timers, InstantSource {
    private final List<Work> works = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.now();

    private static final class Work {
        private final String name;
        private final Duration pause;
        private final Runnable run;
        private Instant due;

        Work(String name, Duration pause, Runnable run, Instant due) {
            this.name = name;
            this.pause = pause;
            this.run = run;
            this.due = due;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Running every(String name, Duration pause, Runnable work) {
        Work made = new Work(name, pause, work, now.plus(pause));
        works.add(made);
        return deadline -> {
            works.remove(made);
            return true;
        };
    }

    /** Names of what is run now and then. */
    public List<String> names() {
        return works.stream().map(work -> work.name).toList();
    }

    /** Lets time pass, a second at a time. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusSeconds(1);
            for (Work work : works) {
                if (!work.due.isAfter(now)) {
                    work.run.run();
                    work.due = now.plus(work.pause);
                }
            }
        }
    }
}
