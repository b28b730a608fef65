package io.maxiofs.desktop.fx;

import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A value that comes from a server: what it is now, and whether it is on its way. A later load supersedes an earlier one,
 * whose answer is dropped. A failed load leaves the value that was there. Used on the user interface thread.
 */
public final class Loader<T> {
    private final Background background;
    private final Function<? super Exception, String> explain;
    private final ReadOnlyObjectWrapper<LoadState> state = new ReadOnlyObjectWrapper<>(this, "state", LoadState.IDLE);
    private final ReadOnlyObjectWrapper<@Nullable T> value = new ReadOnlyObjectWrapper<>(this, "value");
    private @Nullable Work current;

    /** @param explain makes a sentence for the person of a failure, such as {@code Failures::explain} */
    public Loader(Background background, Function<? super Exception, String> explain) {
        this.background = background;
        this.explain = explain;
    }

    /** Loads, in place of a load that is under way. */
    public void load(String name, Callable<T> source) {
        cancel();
        state.set(LoadState.LOADING);
        current = background.run(name, source, this::loaded, this::failed);
    }

    private void loaded(T loaded) {
        current = null;
        value.set(loaded);
        state.set(LoadState.LOADED);
    }

    private void failed(Exception failure) {
        current = null;
        state.set(new LoadState.Failed(explain.apply(failure)));
    }

    /** Stops a load that is under way. */
    public void cancel() {
        Work work = current;
        if (work != null) {
            work.cancel();
            current = null;
            state.set(value.get() == null ? LoadState.IDLE : LoadState.LOADED);
        }
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public LoadState state() {
        return state.get();
    }

    /** Null until the first load has succeeded. */
    public ReadOnlyObjectProperty<@Nullable T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    public @Nullable T value() {
        return value.get();
    }
}
