package io.maxiofs.server;

import java.time.Duration;

/** Runs work again and again beside what is asked of the server. Safe on any thread. */
public interface Timers {

    /** One thread for each. */
    Timers THREADS = ThreadTimer::new;

    /**
     * Runs work on a thread of its own, each time this long after it has ended; first after the pause.
     *
     * @param name of the thread
     * @param work does not throw
     */
    Running every(String name, Duration pause, Runnable work);

    /** Work that is run again and again. */
    interface Running {

        /**
         * Lets it run no more, and waits until it does not.
         *
         * @return whether it has ended in this time
         */
        boolean end(Duration deadline) throws InterruptedException;
    }
}
