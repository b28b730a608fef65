package io.maxiofs.server;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.database.ObservationTables;
import io.maxiofs.server.database.ObservationTables.AlertRow;
import io.maxiofs.server.database.ObservationTables.MuteRow;
import io.maxiofs.server.observe.alert.AlertStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps alerts in the database. */
final class KeptAlerts implements AlertStore {
    private static final int MAX_KEPT = 5_000;

    private final ObservationTables tables;
    private final KeptObservations texts;

    KeptAlerts(ObservationTables tables, KeptObservations texts) {
        this.tables = tables;
        this.texts = texts;
    }

    @Override
    public void save(AlertDocument alert) {
        Instant resolved = alert.times().resolved();
        tables.saveAlert(
                new AlertRow(
                        alert.id(),
                        alert.times().since().toEpochMilli(),
                        resolved == null ? null : resolved.toEpochMilli(),
                        texts.text(alert)),
                MAX_KEPT);
    }

    @Override
    public List<AlertDocument> firing() {
        return documents(tables.alerts(Long.MAX_VALUE, MAX_KEPT).stream()
                .filter(row -> row.resolvedAt() == null)
                .toList());
    }

    @Override
    public List<AlertDocument> history(Instant before, int limit) {
        return documents(tables.alerts(before.toEpochMilli(), limit));
    }

    private List<AlertDocument> documents(List<AlertRow> rows) {
        List<AlertDocument> found = new ArrayList<>();
        for (AlertRow row : rows) {
            texts.read(row.document(), AlertDocument.class).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<Mute> mutes() {
        return tables.mutes().stream()
                .map(row -> new Mute(row.rule(), row.subject(), Instant.ofEpochMilli(row.until())))
                .toList();
    }

    @Override
    public void save(Mute mute) {
        tables.saveMute(new MuteRow(mute.rule(), mute.subject(), mute.until().toEpochMilli()));
    }
}
