package io.maxiofs.desktop.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for conditions, never for time. */
public final class Await {
    /** Long, because the machine may be slow and loaded; nothing waits that long when all is well. */
    public static final Duration DEADLINE = Duration.ofSeconds(Long.getLong("maxiofs.test.patience-seconds", 120));

    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /**
     * Returns as soon as the condition holds; an assertion in it that fails counts as not yet.
     *
     * @throws AssertionError after {@link #DEADLINE}, with the last thing that was wrong
     */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, DEADLINE, condition);
    }

    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        Throwable last = null;
        while (System.nanoTime() < deadline) {
            DirectUiThread.catchUp();
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw failed(what, limit, last);
    }

    private static AssertionError failed(String what, Duration limit, @Nullable Throwable last) {
        return new AssertionError("Not within " + limit.toSeconds() + " s: " + what, last);
    }
}
