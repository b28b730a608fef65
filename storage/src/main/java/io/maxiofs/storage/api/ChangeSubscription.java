package io.maxiofs.storage.api;

import java.time.Duration;

/**
 * Somebody who reads the changes in order. One thread reads; any thread acknowledges.
 *
 * <p>Delivery is at least once: after a restart the subscription goes on behind what was acknowledged, or somewhat
 * before. A subscriber that keeps its own position durably gives it to {@link #seek} and sees every change once.
 */
public interface ChangeSubscription extends AutoCloseable {

    String name();

    /** Everything up to here has been handed out. */
    long position();

    /** Everything up to here has been acknowledged. */
    long acknowledged();

    /**
     * The next changes; waits for some, without polling, if there are none yet.
     *
     * @param maxChanges at least 1; fewer are handed out if they are large
     * @param wait longest time to wait for the first change; zero not to wait at all
     * @throws ChangesOvertakenException if changes are missing. Nothing was skipped: every further call throws until
     *     {@link #seek} was called
     * @throws StorageUnavailableException if the store is closed, or cannot be read now; a later call goes on
     */
    ChangeBatch next(int maxChanges, Duration wait) throws ChangesOvertakenException, InterruptedException;

    /** Goes on behind {@code position}, wherever it was; what is before it counts as acknowledged. Reading thread only. */
    void seek(long position);

    /**
     * Everything up to {@code position} is done with, and what the store keeps for this subscriber alone may go. Going back
     * does nothing. Kept on disk now and then.
     */
    void acknowledge(long position);

    /** Ends reading; a call that waits ends with {@link StorageUnavailableException}. The registration stays. */
    @Override
    void close();
}
