package io.maxiofs.storage.api;

import java.io.IOException;
import java.util.List;

/**
 * All durable changes of a store, in order, by position. Whoever has seen a change finds its outcome in the store; what
 * is handed out survives any crash, in buckets in {@code fast} mode too. Costs nothing while nobody reads.
 *
 * <p>Safe on any thread.
 */
public interface ChangeStream {
    /** Longest name of a subscriber. */
    int MAX_NAME = 64;

    /** Most subscribers that may be registered. */
    int MAX_SUBSCRIBERS = 64;

    /** Position of the newest durable change; 0 if there never was one. */
    long position();

    /**
     * Registers a subscriber, or finds it again, and opens it for reading. The registration outlives the process: from
     * now on the store keeps changes that the subscriber has not acknowledged, up to a bound of bytes.
     *
     * @param name lower case letters, digits, {@code -} and {@code .}, at most {@link #MAX_NAME}
     * @param startAfter position from which a new subscriber reads; one that is known goes on where it was
     * @throws IllegalArgumentException if the name is none, or there are {@link #MAX_SUBSCRIBERS}
     * @throws IllegalStateException if the subscriber is open already
     * @throws IOException if the registration cannot be stored
     */
    ChangeSubscription subscribe(String name, long startAfter) throws IOException;

    /**
     * Removes a registration; nothing is kept for it any more. Does nothing if there is none.
     *
     * @throws IllegalStateException if the subscriber is open
     * @throws IOException if that cannot be stored
     */
    void forget(String name) throws IOException;

    /** All registrations, by name. */
    List<Subscriber> subscribers();

    /**
     * A registration.
     *
     * @param acknowledged everything up to here is done with
     * @param lag number of positions behind the newest change
     */
    record Subscriber(String name, long acknowledged, long lag, boolean open) {}
}
