package io.maxiofs.desktop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the arguments of later launches until the window is there to take them. Safe on any thread. */
public final class LaterLaunches implements Consumer<List<String>> {
    private final List<List<String>> waiting = new ArrayList<>();
    private @Nullable Consumer<List<String>> taker;

    @Override
    public synchronized void accept(List<String> arguments) {
        if (taker == null) {
            waiting.add(arguments);
        } else {
            taker.accept(arguments);
        }
    }

    synchronized void take(Consumer<List<String>> by) {
        taker = by;
        waiting.forEach(by);
        waiting.clear();
    }
}
