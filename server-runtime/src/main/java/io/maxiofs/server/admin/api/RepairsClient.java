package io.maxiofs.server.admin.api;

import java.io.FileNotFoundException;
import java.nio.file.Path;

/**
 * Mends what a scrub found. What is begun goes on as a job: how it ended is told by it and its failures. Calls block and throw
 * {@link AdminClientException}. Safe on any thread.
 */
public final class RepairsClient {
    private static final String REPAIRS = "/api/v1/scrub/repairs";

    private final AdminTransport transport;

    RepairsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** Begins a repair. */
    public JobDocument begin(RepairDocument.Request request) {
        return transport.read(transport.send("POST", REPAIRS, request), JobDocument.class);
    }

    /**
     * Gives the bytes of a damaged version. They are in its place when this returns; the job that is answered reads them back.
     *
     * @throws FileNotFoundException if there is no such file
     */
    public JobDocument give(RepairDocument.Version version, Path file) throws FileNotFoundException {
        String path = AdminPath.of(REPAIRS + "/content")
                .with("bucket", version.bucket())
                .with("key", version.key())
                .with("versionId", version.versionId())
                .toString();
        return transport.read(transport.upload(path, file), JobDocument.class);
    }
}
