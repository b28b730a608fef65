package io.maxiofs.server.observe;

import java.util.List;

/** Told of every request once its response has ended. Called on any thread, I/O threads included: must not block. */
@FunctionalInterface
public interface RequestObserver {
    /** Tells nobody. */
    RequestObserver NONE = request -> {};

    void completed(CompletedRequest request);

    /** Told of connections that ended before they were a request; nothing is done with it by default. */
    default void refused(RefusedConnection connection) {}

    /** Tells this one, then another, also if this one fails. */
    default RequestObserver and(RequestObserver other) {
        return new RequestObservers(List.of(this, other));
    }
}
