package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.UiThread;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stand-in without a toolkit: runs everything at once on the calling thread, one at a time. Whoever runs something is
 * the user interface thread meanwhile.
 */
public final class DirectUiThread implements UiThread {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void run(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Always: a test's own thread counts too. */
    @Override
    public boolean isCurrent() {
        return true;
    }
}
