package io.maxiofs.desktop.fx;

/** The one gateway to the thread on which everything that is shown changes. Safe on any thread. */
public interface UiThread {

    /** Runs the work there, later if this is another thread, in the order of the calls; at once if this is the thread. */
    void run(Runnable work);

    /** Whether the caller is on that thread. */
    boolean isCurrent();

    /** @throws IllegalStateException if the caller is on another thread */
    default void check() {
        if (!isCurrent()) {
            throw new IllegalStateException("Not on the user interface thread but on "
                    + Thread.currentThread().getName());
        }
    }
}
