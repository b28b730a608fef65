package io.maxiofs.server.admin.api;

import java.util.List;

/**
 * Work that goes on in the server. Users see their own, administrators all. Calls block and throw {@link
 * AdminClientException}. Safe on any thread.
 */
public final class JobsClient {
    private final AdminTransport transport;

    JobsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** The newest first. */
    public List<JobDocument> list() {
        return transport.readItems(transport.send("GET", "/api/v1/jobs"), JobDocument.class);
    }

    public JobDocument get(String id) {
        return transport.read(
                transport.send("GET", AdminPath.of("/api/v1/jobs").segment(id).toString()), JobDocument.class);
    }

    /** The first 1,000 things it could not do. */
    public List<ObjectRef.Failure> failures(String id) {
        String path =
                AdminPath.of("/api/v1/jobs").segment(id).segment("failures").toString();
        return transport.readItems(transport.send("GET", path), ObjectRef.Failure.class);
    }

    /** Asks it to stop; what it has done stays done. One that is over stays as it is. */
    public JobDocument cancel(String id) {
        String path = AdminPath.of("/api/v1/jobs").segment(id).segment("cancel").toString();
        return transport.read(transport.send("POST", path), JobDocument.class);
    }
}
