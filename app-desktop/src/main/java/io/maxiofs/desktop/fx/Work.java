package io.maxiofs.desktop.fx;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in the background. Its properties change on the user interface thread; {@link #cancel} may be called
 * on any.
 */
public final class Work {
    /** Of {@link #progressProperty()} while nobody knows how much there is. */
    public static final double UNKNOWN = -1;

    private final String name;
    private final UiThread ui;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", true);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", UNKNOWN);
    private volatile @Nullable Thread thread;

    Work(String name, UiThread ui) {
        this.name = name;
        this.ui = ui;
    }

    /** For the person, in their language. */
    public String name() {
        return name;
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** From 0 to 1, or {@link #UNKNOWN}. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Interrupts the work; neither its result nor its failure is handed on. Does nothing when it has ended. */
    public void cancel() {
        cancelled.set(true);
        Thread current = thread;
        if (current != null) {
            current.interrupt();
        }
    }

    public boolean isCancelled() {
        return cancelled.get();
    }

    /** Told by the work itself, on its own thread: how much is done, from 0 to 1. */
    public void progress(double done) {
        ui.run(() -> progress.set(Math.clamp(done, 0, 1)));
    }

    void startedOn(Thread started) {
        thread = started;
        if (cancelled.get()) {
            started.interrupt();
        }
    }

    void ended() {
        thread = null;
        running.set(false);
    }
}
