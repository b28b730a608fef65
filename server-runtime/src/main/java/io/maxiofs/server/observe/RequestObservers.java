package io.maxiofs.server.observe;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several, one of whom may fail without the others missing anything. */
public final class RequestObservers implements RequestObserver {
    private static final Logger LOG = LoggerFactory.getLogger(RequestObservers.class);

    private final RequestObserver[] observers;

    public RequestObservers(List<RequestObserver> observers) {
        this.observers = observers.toArray(RequestObserver[]::new);
    }

    @Override
    public void completed(CompletedRequest request) {
        for (RequestObserver observer : observers) {
            try {
                observer.completed(request);
            } catch (RuntimeException e) {
                LOG.error("Request {} could not be observed", request.requestId(), e);
            }
        }
    }

    @Override
    public void refused(RefusedConnection connection) {
        for (RequestObserver observer : observers) {
            try {
                observer.refused(connection);
            } catch (RuntimeException e) {
                LOG.error("The refused connection {} could not be observed", connection.requestId(), e);
            }
        }
    }
}
