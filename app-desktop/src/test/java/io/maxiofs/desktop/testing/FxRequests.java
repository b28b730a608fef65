package io.maxiofs.desktop.testing;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Notices every request to a server that is begun on the JavaFX thread, however quickly it is answered: both clients, that
 * of the admin API and that of S3, ask for a proxy first, on the thread that makes the request. Safe on any thread.
 */
final class FxRequests extends ProxySelector {
    private static final String OURS = "io.maxiofs.";
    private static final List<String> BEGUN = new CopyOnWriteArrayList<>();
    private static volatile @Nullable Thread fx;

    private final ProxySelector before;

    private FxRequests(ProxySelector before) {
        this.before = before;
    }

    /** From now on, for clients that are made from now on; a second call does nothing. */
    static synchronized void install() {
        ProxySelector now = ProxySelector.getDefault();
        if (!(now instanceof FxRequests)) {
            ProxySelector.setDefault(new FxRequests(now));
        }
    }

    /** The thread to watch. */
    static void watch(Thread thread) {
        fx = thread;
    }

    /** What was begun since the last call: the address and the frames of ours, the innermost first. */
    static List<String> begun() {
        List<String> begun = List.copyOf(BEGUN);
        BEGUN.clear();
        return begun;
    }

    @Override
    public List<Proxy> select(URI address) {
        if (Thread.currentThread().equals(fx)) {
            List<String> lines = new ArrayList<>();
            lines.add(address.toString());
            for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
                if (frame.getClassName().startsWith(OURS)
                        && !frame.getClassName().equals(FxRequests.class.getName())) {
                    lines.add("    " + frame);
                }
            }
            BEGUN.add(String.join("\n", lines));
        }
        return before.select(address);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        before.connectFailed(address, proxy, failure);
    }
}
