package io.maxiofs.server.admin.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How the server is, its scrubs, and its diagnostics. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class HealthClient {
    private static final String SCRUB = "/api/v1/scrub";

    private final AdminTransport transport;

    HealthClient(AdminTransport transport) {
        this.transport = transport;
    }

    public HealthDocument findings() {
        return read("GET", "/api/v1/health/findings");
    }

    /** Everything a first screen shows, in one answer. */
    public ServerOverview overview() {
        return transport.read(transport.send("GET", "/api/v1/server/overview"), ServerOverview.class);
    }

    /** Begins a scrub, or goes on with one, whatever the window; ends a pause. */
    public HealthDocument startScrub() {
        return read("POST", SCRUB + "/start");
    }

    /** Stops a scrub that runs, keeping where it was, and lets none begin until {@link #resumeScrub}; also over restarts. */
    public HealthDocument pauseScrub() {
        return read("POST", SCRUB + "/pause");
    }

    /** Ends a pause. */
    public HealthDocument resumeScrub() {
        return read("POST", SCRUB + "/resume");
    }

    /** Sets the hours in which scrubs run, for good. */
    public HealthDocument scrubWindow(HealthDocument.Window window) {
        return transport.read(transport.send("PUT", SCRUB + "/window", window), HealthDocument.class);
    }

    /**
     * Writes a ZIP for whoever is to help: settings, versions, health, alerts, threads and the end of the log, without
     * secrets.
     *
     * @throws IOException if {@code target} cannot be written, or the connection ends early
     */
    public void diagnostics(OutputStream target) throws IOException {
        try (InputStream content = transport.open("/api/v1/server/diagnostics", null)) {
            content.transferTo(target);
        }
    }

    private HealthDocument read(String method, String path) {
        return transport.read(transport.send(method, path), HealthDocument.class);
    }
}
