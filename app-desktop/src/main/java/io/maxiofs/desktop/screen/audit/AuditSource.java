package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the audit and the alerts come from. Calls block. */
interface AuditSource {

    /** @param cursor null for the first page */
    Items<AuditEntry> entries(AuditEntry.Query query, int limit, @Nullable String cursor);

    void csv(AuditEntry.Query query, OutputStream out) throws IOException;

    List<AlertDocument> alerts(int limit);

    List<AlertDocument.Delivery> deliveries();

    void mute(AlertDocument.Mute mute);

    AlertDocument.TestResult test(String kind);

    static AuditSource of(Session session) {
        return new AuditSource() {
            @Override
            public Items<AuditEntry> entries(AuditEntry.Query query, int limit, @Nullable String cursor) {
                return session.admin().audit().entries(query, limit, cursor);
            }

            @Override
            public void csv(AuditEntry.Query query, OutputStream out) throws IOException {
                session.admin().audit().csv(query, out);
            }

            @Override
            public List<AlertDocument> alerts(int limit) {
                return session.admin().alerts().history(limit, null).items();
            }

            @Override
            public List<AlertDocument.Delivery> deliveries() {
                return session.admin().alerts().deliveries();
            }

            @Override
            public void mute(AlertDocument.Mute mute) {
                session.admin().alerts().mute(mute);
            }

            @Override
            public AlertDocument.TestResult test(String kind) {
                return session.admin().alerts().test(kind);
            }
        };
    }
}
