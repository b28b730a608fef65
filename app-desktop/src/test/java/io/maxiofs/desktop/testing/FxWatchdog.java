package io.maxiofs.desktop.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long our own code keeps the JavaFX thread from its work. It sends that thread one message after the
 * other and, while one waits, looks whether a frame of ours is on the stack. A thread that computes is charged what it
 * really computed, so that a loaded machine does no harm; one that waits is charged all of it, because nothing of ours may
 * wait there.
 */
public final class FxWatchdog implements AutoCloseable {
    private static final String OURS = "io.maxiofs.desktop.";
    private static final String TESTS = "io.maxiofs.desktop.testing.";
    private static final long LOOK_EVERY_MILLIS = 2;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Thread fx;
    private final Thread watcher;
    private volatile boolean stopped;
    private volatile Blocked worst = new Blocked(Duration.ZERO, "");

    /**
     * One time it was blocked.
     *
     * @param where the frames of ours, the innermost first
     */
    public record Blocked(Duration time, String where) {}

    /** Begins to watch. */
    public FxWatchdog(Thread fx) {
        this.fx = fx;
        this.watcher = Thread.ofPlatform().daemon().name("fx-watchdog").start(this::watch);
    }

    private void watch() {
        while (!stopped) {
            measureOne();
        }
    }

    private void measureOne() {
        CountDownLatch answered = new CountDownLatch(1);
        long cpuBefore = threads.getThreadCpuTime(fx.threadId());
        long computing = 0;
        long waiting = 0;
        long last = System.nanoTime();
        String where = "";
        Platform.runLater(answered::countDown);
        while (!await(answered) && !stopped) {
            long now = System.nanoTime();
            StackTraceElement[] stack = fx.getStackTrace();
            String ours = frames(stack);
            if (ours != null && !nested(stack)) {
                where = ours;
                if (fx.getState() == Thread.State.RUNNABLE) {
                    computing += now - last;
                } else {
                    waiting += now - last;
                }
            }
            last = now;
        }
        long cpu = threads.getThreadCpuTime(fx.threadId()) - cpuBefore;
        Duration blocked = Duration.ofNanos(Math.min(computing, cpu) + waiting);
        if (blocked.compareTo(worst.time()) > 0) {
            worst = new Blocked(blocked, where);
        }
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

    /** The longest since the beginning or {@link #reset}. */
    public Blocked worst() {
        return worst;
    }

    public void reset() {
        worst = new Blocked(Duration.ZERO, "");
    }

    @Override
    public void close() {
        stopped = true;
        watcher.interrupt();
    }
}
