package io.maxiofs.server;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.database.ObservationTables;
import io.maxiofs.server.database.ObservationTables.ClientRow;
import io.maxiofs.server.observe.metrics.HourStore;
import io.maxiofs.server.observe.trace.ClientStore;
import io.maxiofs.server.observe.trace.ClientUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in the database what the server observes, as JSON. A row that another version wrote and this cannot read is passed over. */
final class KeptObservations implements HourStore, ClientStore {
    private static final Logger LOG = LoggerFactory.getLogger(KeptObservations.class);

    private final ObservationTables tables;
    private final AdminJson json = AdminJson.lenient();

    KeptObservations(ObservationTables tables) {
        this.tables = tables;
    }

    @Override
    public void add(MetricsDocument hour, Instant forgetBefore) {
        tables.addHour(hour.time().toEpochMilli(), text(hour), forgetBefore.toEpochMilli());
    }

    @Override
    public List<MetricsDocument> since(@Nullable Instant since) {
        List<MetricsDocument> found = new ArrayList<>();
        for (String document : tables.hours(since == null ? 0 : since.toEpochMilli())) {
            read(document, MetricsDocument.class).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<ClientUse> load() {
        List<ClientUse> found = new ArrayList<>();
        for (ClientRow row : tables.clients()) {
            read(row.document(), ClientUse.class).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public void save(List<ClientUse> uses) {
        tables.saveClients(uses.stream()
                .map(use -> new ClientRow(use.accessKey(), use.client(), text(use)))
                .toList());
    }

    String text(Object document) {
        return new String(json.write(document), StandardCharsets.UTF_8);
    }

    <T> Optional<T> read(String document, Class<T> type) {
        try {
            return Optional.of(json.read(document.getBytes(StandardCharsets.UTF_8), type));
        } catch (IOException e) {
            LOG.warn("A stored {} is not understood and passed over: {}", type.getSimpleName(), e.getMessage());
            return Optional.empty();
        }
    }
}
