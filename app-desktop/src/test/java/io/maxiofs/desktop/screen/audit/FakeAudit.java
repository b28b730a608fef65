package io.maxiofs.desktop.screen.audit;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server that was used and warned. Safe on any thread. */
final class FakeAudit implements AuditSource {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final List<AuditEntry.Query> queries = new CopyOnWriteArrayList<>();
    final List<AlertDocument.Mute> mutes = new CopyOnWriteArrayList<>();
    volatile List<AlertDocument> alerts = List.of(alert("disk_space_critical", "firing", null));
    volatile List<AlertDocument.Delivery> deliveries = List.of(
            new AlertDocument.Delivery("desktop", "", true, NOW.minusSeconds(60), null),
            new AlertDocument.Delivery("email", "me@example.org", true, null, "The mail server does not answer"),
            new AlertDocument.Delivery("webhook", "", false, null, null));
    volatile boolean testFails;

    static AuditEntry entry(long id, String actor, String kind, String result) {
        return new AuditEntry(
                id,
                NOW.minusSeconds(id),
                new AuditEntry.Actor(actor, kind, "", "192.168.1.20", "aws-cli"),
                "bucket.create",
                "bucket/photos",
                result,
                Map.of("code", "exists", "a", "b"));
    }

    static AlertDocument alert(String rule, String state, @Nullable Instant mutedUntil) {
        return new AlertDocument(
                "1",
                rule,
                "",
                "critical",
                state,
                new AlertDocument.Times(NOW, state.equals("firing") ? null : NOW, mutedUntil),
                new AlertDocument.Reading(2.0, 5.0, "percent"),
                new AlertDocument.Words("Disk nearly full", "Only 2 % is free.", "Delete something."));
    }

    @Override
    public Items<AuditEntry> entries(AuditEntry.Query query, int limit, @Nullable String cursor) {
        queries.add(query);
        return cursor == null
                ? new Items<>(List.of(entry(1, "anna", "user", "success"), entry(2, "", "local", "refused")), "next")
                : new Items<>(List.of(entry(3, "ben", "key", "failed")), null);
    }

    @Override
    public void csv(AuditEntry.Query query, OutputStream out) throws IOException {
        out.write("time,actor\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<AlertDocument> alerts(int limit) {
        return alerts;
    }

    @Override
    public List<AlertDocument.Delivery> deliveries() {
        return deliveries;
    }

    @Override
    public void mute(AlertDocument.Mute mute) {
        mutes.add(mute);
        alerts = List.of(alert(mute.rule(), "firing", mute.until()));
    }

    @Override
    public AlertDocument.TestResult test(String kind) {
        return new AlertDocument.TestResult(!testFails, testFails ? "connection refused" : "");
    }
}
