package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts and how they are told. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class AlertsClient {
    private static final String PATH = "/api/v1/alerts";

    private final AdminTransport transport;

    AlertsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** Those that fire now, the most severe first. */
    public List<AlertDocument> firing() {
        return transport.readItems(transport.send("GET", PATH), AlertDocument.class);
    }

    /**
     * All of the past and those that fire, the newest first.
     *
     * @param limit 1 to 1000
     * @param cursor {@code next} of the page before; null for the first
     */
    public Items<AlertDocument> history(int limit, @Nullable String cursor) {
        String from = cursor == null ? "" : "&cursor=" + AdminTransport.encode(cursor);
        return transport.readPage(transport.send("GET", PATH + "/history?limit=" + limit + from), AlertDocument.class);
    }

    public List<AlertDocument.Rule> rules() {
        return transport.readItems(transport.send("GET", PATH + "/rules"), AlertDocument.Rule.class);
    }

    public List<AlertDocument.Objective> objectives() {
        return transport.readItems(transport.send("GET", PATH + "/objectives"), AlertDocument.Objective.class);
    }

    public void mute(AlertDocument.Mute mute) {
        transport.send("POST", PATH + "/mute", mute);
    }

    public List<AlertDocument.Delivery> deliveries() {
        return transport.readItems(transport.send("GET", PATH + "/deliveries"), AlertDocument.Delivery.class);
    }

    /** Sends a test message and waits for the result. */
    public AlertDocument.TestResult test(String kind) {
        return transport.read(
                transport.send("POST", PATH + "/test", new AlertDocument.Test(kind)), AlertDocument.TestResult.class);
    }
}
