package io.maxiofs.server.observe;

/** Told of every request once its response has ended. Called on any thread, I/O threads included: must not block. */
@FunctionalInterface
public interface RequestObserver {
    /** Tells nobody. */
    RequestObserver NONE = request -> {};

    void completed(CompletedRequest request);

    /** Tells this one, then another. */
    default RequestObserver and(RequestObserver other) {
        return request -> {
            completed(request);
            other.completed(request);
        };
    }
}
