package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.Theme;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxToolkit;

/** JavaFX without a display, started once per JVM. */
final class Toolkit {
    private static final List<Throwable> ESCAPED = new CopyOnWriteArrayList<>();
    private static final AtomicLong PULSES = new AtomicLong();
    private static @Nullable Toolkit instance;

    private final Thread thread;
    private final Theme theme;

    private Toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
        thread = call(Thread::currentThread);
        thread.setUncaughtExceptionHandler((t, e) -> ESCAPED.add(e));
        FxRequests.watch(thread);
        theme = call(Theme::new);
        call(() -> {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    PULSES.incrementAndGet();
                }
            }.start();
            return true;
        });
    }

    /** Grows with every time the windows are laid out and drawn. */
    static long pulses() {
        return PULSES.get();
    }

    static synchronized Toolkit start() {
        if (instance == null) {
            try {
                instance = new Toolkit();
            } catch (TimeoutException e) {
                throw new AssertionError("JavaFX does not start; are the options of the pom set?", e);
            }
        }
        return instance;
    }

    Thread thread() {
        return thread;
    }

    Theme theme() {
        return theme;
    }

    /** What was thrown on the FX thread and caught by nobody, since the last call. */
    static List<Throwable> escaped() {
        List<Throwable> escaped = List.copyOf(ESCAPED);
        ESCAPED.clear();
        return escaped;
    }

    /** Runs there and waits for the result. */
    static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return task.get(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
