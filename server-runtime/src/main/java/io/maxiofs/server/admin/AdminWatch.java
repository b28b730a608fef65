package io.maxiofs.server.admin;

import io.maxiofs.server.http.JsonHandler.Request;
import java.util.List;

/** Measures the requests of the admin port, and tells screens what those have changed. */
final class AdminWatch {
    private static final int OK_BELOW = 300;
    private static final int RESOURCE = 2;
    private static final int UNAUTHENTICATED = 401;
    private static final String SIGN_IN = "/api/v1/auth/login";
    private static final String GET = "GET";
    private static final String SIGNING_IN = "auth";

    private final Observation observation;

    AdminWatch(Observation observation) {
        this.observation = observation;
    }

    /** @param nanos until the answer was known */
    void answered(Request request, int status, long nanos) {
        observation.counters().meters().admin(status, nanos);
        if (status == UNAUTHENTICATED && request.path().startsWith(SIGN_IN)) {
            observation.counters().signInFailures().add();
        }
        List<String> path = Route.segments(request.path());
        boolean changed = !request.method().equals(GET) && status < OK_BELOW && path.size() > RESOURCE;
        if (changed && !path.get(RESOURCE).equals(SIGNING_IN)) {
            String name = path.size() > RESOURCE + 1 ? path.get(RESOURCE + 1) : "";
            observation.news().changed(path.get(RESOURCE), name, "");
        }
    }
}
