package io.maxiofs.storage.history;

/**
 * A call that has ended.
 *
 * @param begun number of the moment at which it was made, from one counter for all threads
 * @param ended number of the moment at which its answer was there
 * @param call what was asked and answered, as the model understands it
 */
public record Operation<C>(int thread, long begun, long ended, C call) {
    public Operation {
        if (ended <= begun) {
            throw new IllegalArgumentException("An operation ends after it has begun");
        }
    }
}
