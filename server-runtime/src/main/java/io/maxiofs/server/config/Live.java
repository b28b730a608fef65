package io.maxiofs.server.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The value of a setting that may change. Safe on any thread; reading it costs a volatile read. */
public final class Live<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Setting<T> setting;
    private final T atStart;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private volatile T value;
    private volatile boolean changed;

    Live(Setting<T> setting, T atStart) {
        this.setting = setting;
        this.atStart = atStart;
        this.value = atStart;
    }

    @Override
    public T get() {
        return value;
    }

    /** Tells of every other value, on the thread that changed it, after it is in effect. */
    public void onChange(Consumer<T> listener) {
        listeners.add(listener);
    }

    Setting<T> setting() {
        return setting;
    }

    boolean isChanged() {
        return changed;
    }

    String text() {
        return setting.type().format(value);
    }

    /** @throws IllegalArgumentException if {@code text} is no value */
    String canonical(String text) {
        return setting.type().format(setting.type().parse(text));
    }

    /** @throws IllegalArgumentException if {@code text} is no value */
    void set(String text) {
        value = setting.type().parse(text);
        changed = true;
    }

    void reset() {
        value = atStart;
        changed = false;
    }

    void tell() {
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(value);
            } catch (RuntimeException e) {
                LOG.error("A change of the setting {} could not be followed", setting.key(), e);
            }
        }
    }
}
