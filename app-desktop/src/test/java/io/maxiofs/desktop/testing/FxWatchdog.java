package io.maxiofs.desktop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long our own code keeps the JavaFX thread from its work. It sends that thread one message after the
 * other and, while one waits, looks what is on the stack. Computing is charged with the thread's own processor time, and
 * only between two looks that both found us there; so neither a loaded machine nor what JavaFX does by itself counts.
 * Waiting is told apart, because nothing of ours may wait there at all.
 */
public final class FxWatchdog implements AutoCloseable {
    /** A frame of a screen that draws 60 times a second. */
    public static final Duration FRAME = Duration.ofMillis(16);

    private static final String OURS = "io.maxiofs.desktop.";
    private static final String TESTS = "io.maxiofs.desktop.testing.";
    private static final List<String> JAVA = List.of("java.", "jdk.", "sun.");
    private static final List<String> ASKED_BY_US = List.of("io.maxiofs.", "software.amazon.awssdk.");
    private static final long LOOK_EVERY_MILLIS = 2;
    private static final int WARM_UP = 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Thread fx;
    private final Thread watcher;
    private volatile boolean stopped;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong rounds = new AtomicLong();
    private volatile Blocked worst = Blocked.NEVER;
    private volatile String waited = "";

    /**
     * One time it was blocked.
     *
     * @param computing processor time of our code
     * @param waits in how many looks one after the other it waited in our code
     * @param where the frames of ours, the innermost first
     */
    public record Blocked(Duration computing, int waits, String where) {
        static final Blocked NEVER = new Blocked(Duration.ZERO, 0, "");

        private boolean isWorseThan(Blocked other) {
            return waits > other.waits || waits == other.waits && computing.compareTo(other.computing) > 0;
        }
    }

    /** A look at the thread. */
    private record Look(
            long cpu,
            @Nullable String ours,
            boolean waits,
            @Nullable String waitsFor) {}

    /** Begins to watch. */
    public FxWatchdog(Thread fx) {
        this.fx = fx;
        this.watcher = Thread.ofPlatform().daemon().name("fx-watchdog").start(this::watch);
    }

    private void watch() {
        while (!stopped) {
            measureOne();
            rounds.incrementAndGet();
        }
    }

    private void measureOne() {
        CountDownLatch answered = new CountDownLatch(1);
        long computing = 0;
        int waits = 0;
        int longest = 0;
        String where = "";
        Platform.runLater(answered::countDown);
        Look before = look();
        while (!await(answered) && !stopped) {
            Look now = look();
            String ours = now.ours();
            waits = ours != null && now.waits() ? waits + 1 : 0;
            longest = Math.max(longest, waits);
            if (ours != null) {
                where = ours;
                if (before.ours() != null) {
                    computing += now.cpu() - before.cpu();
                }
            }
            String waitsFor = now.waitsFor();
            if (waitsFor != null && waitsFor.equals(before.waitsFor())) {
                waited = waitsFor;
            }
            before = now;
        }
        Blocked blocked = new Blocked(Duration.ofNanos(computing), longest, where);
        if (blocked.isWorseThan(worst)) {
            worst = blocked;
        }
    }

    private Look look() {
        long cpu = threads.getThreadCpuTime(fx.threadId());
        StackTraceElement[] stack = fx.getStackTrace();
        boolean waits = fx.getState() != Thread.State.RUNNABLE || stack.length > 0 && isWaitingOutside(stack[0]);
        looks.incrementAndGet();
        String ours = frames(stack);
        boolean counts = ours != null && !nested(stack);
        boolean forOthers = fx.getState() == Thread.State.RUNNABLE ? usesSocket(stack) : waits;
        return new Look(cpu, counts ? ours : null, waits, forOthers && !nested(stack) ? waitFor(stack) : null);
    }

    /**
     * What our code, or a test's, waits for by itself: an answer, another thread, time. Null if JavaFX does, as for a picture
     * of a window, or if it is for a lock, which others leave soon.
     */
    private static @Nullable String waitFor(StackTraceElement[] stack) {
        boolean monitor = stack.length == 0 || !stack[0].isNativeMethod();
        if (monitor) {
            return null;
        }
        StringBuilder found = new StringBuilder();
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            boolean java = JAVA.stream().anyMatch(name::startsWith);
            if (found.isEmpty()) {
                boolean lock = name.startsWith("java.util.concurrent.locks.Reentrant")
                        || name.equals("java.lang.ClassLoader")
                        || name.startsWith("jdk.internal.loader.");
                if (lock || !java && ASKED_BY_US.stream().noneMatch(name::startsWith)) {
                    return null;
                }
            }
            if (!java && ASKED_BY_US.stream().anyMatch(name::startsWith)) {
                found.append(frame).append('\n');
            }
        }
        return found.isEmpty() ? null : found.toString();
    }

    /** Reading from a socket or a file looks like running. */
    private static boolean isWaitingOutside(StackTraceElement top) {
        String name = top.getClassName();
        return top.isNativeMethod() && (name.startsWith("sun.nio.") || name.startsWith("java.io."));
    }

    private static boolean usesSocket(StackTraceElement[] stack) {
        String name = stack.length == 0 ? "" : stack[0].getClassName();
        return name.startsWith("sun.nio.ch.") && !name.contains("File");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static @Nullable String frames(StackTraceElement[] stack) {
        StringBuilder ours = new StringBuilder();
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (name.startsWith(TESTS)) {
                return null;
            }
            if (name.startsWith(OURS)) {
                ours.append(frame).append('\n');
            }
        }
        return ours.isEmpty() ? null : ours.toString();
    }

    /** A file chooser or a modal window runs the event loop inside a call of ours; that is no blocking. */
    private static boolean nested(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("enterNestedEventLoop")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Does the same again and again, after a few times that do not count because classes are loaded in them, and requires
     * that it typically neither waits nor computes for longer than {@link #FRAME} on the FX thread. Typically: in half of
     * the times, since any one of them may meet the collector of garbage or a machine that stands still. Prints the figures.
     *
     * @param work returns when all that it set off on the FX thread has been done
     * @throws AssertionError with the frames of ours that were seen
     */
    public void assertFree(String what, int times, Runnable work) {
        List<Blocked> seen = new ArrayList<>();
        for (int i = 0; i < WARM_UP + times; i++) {
            awaitRounds();
            worst = Blocked.NEVER;
            work.run();
            awaitRounds();
            seen.add(worst);
        }
        assertFree(what, seen.subList(WARM_UP, seen.size()));
    }

    /** As {@link #assertFree(String, int, Runnable)}, of times that were measured already. */
    public static void assertFree(String what, List<Blocked> seen) {
        Blocked computing = seen.stream()
                .sorted(Comparator.comparing(Blocked::computing))
                .toList()
                .get(seen.size() / 2);
        Blocked waiting = seen.stream()
                .sorted(Comparator.comparingInt(Blocked::waits))
                .toList()
                .get(seen.size() / 2);
        Duration most = seen.stream()
                .map(Blocked::computing)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        System.out.println(what + ", " + seen.size() + " times: our code computed on the FX thread typically for "
                + computing.computing().toMillis() + " ms, at most for " + most.toMillis() + " ms");
        assertThat(computing.computing())
                .as(what + " computes in\n" + computing.where())
                .isLessThanOrEqualTo(FRAME);
        assertThat(waiting.waits()).as(what + " waits in\n" + waiting.where()).isZero();
    }

    /** What was done before is measured then. */
    private void awaitRounds() {
        long enough = rounds.get() + 2;
        Await.until("the watchdog has measured", () -> rounds.get() >= enough);
    }

    /** Grows with every look; a test that holds the thread knows by it that it was seen. */
    public long looks() {
        return looks.get();
    }

    /** The longest since the beginning or {@link #reset}; one that waits is longer than any that computes. */
    public Blocked worst() {
        awaitRounds();
        return worst;
    }

    public void reset() {
        awaitRounds();
        worst = Blocked.NEVER;
        waited = "";
    }

    /** Where our code waited on the FX thread, seen by two looks at the same place; empty if it never did. */
    public String waited() {
        return waited;
    }

    @Override
    public void close() {
        stopped = true;
        watcher.interrupt();
    }
}
