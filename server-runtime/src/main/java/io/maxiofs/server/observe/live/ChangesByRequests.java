package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.request.S3Operation;

/** Tells screens of what requests of S3 have changed. One read of a field while nobody listens. */
public final class ChangesByRequests implements RequestObserver {
    private static final int OK_BELOW = 300;

    private final EventHub hub;
    private final ChangeNews news;

    public ChangesByRequests(EventHub hub, ChangeNews news) {
        this.hub = hub;
        this.news = news;
    }

    @Override
    public void completed(CompletedRequest request) {
        S3Operation operation = request.operation();
        String bucket = request.bucket();
        Principal principal = request.principal();
        int status = request.status();
        if (!hub.isWanted(Kind.CHANGE) || operation == null || principal == null || status == 0 || status >= OK_BELOW) {
            return;
        }
        String method = request.head().method();
        if (method.equals("GET") || method.equals("HEAD")) {
            return;
        }
        if (operation == S3Operation.QUERY_PROTOCOL) {
            news.changed("users", "", null);
        } else if (bucket != null) {
            news.changed(
                    request.key() == null && !deletesObjects(operation) ? "buckets" : "objects",
                    bucket,
                    principal.tenant());
        }
    }

    private static boolean deletesObjects(S3Operation operation) {
        return operation == S3Operation.DELETE_OBJECTS || operation == S3Operation.POST_OBJECT;
    }
}
