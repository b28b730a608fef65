package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where measurements and requests come from. Calls block. */
interface ActivitySource {

    /** @param since only points after it; null for all */
    MetricsHistory history(MetricsHistory.Range range, @Nullable Instant since);

    /** @param cursor null for the first page */
    Items<TraceEntry> trace(TraceQuery query, int limit, @Nullable String cursor);

    /** The request as a command for curl. */
    String curl(String id);

    static ActivitySource of(Session session) {
        return new ActivitySource() {
            @Override
            public MetricsHistory history(MetricsHistory.Range range, @Nullable Instant since) {
                return session.admin().metrics().history(range, since);
            }

            @Override
            public Items<TraceEntry> trace(TraceQuery query, int limit, @Nullable String cursor) {
                return session.admin().trace().list(query, limit, cursor);
            }

            @Override
            public String curl(String id) {
                return session.admin().trace().curl(id);
            }
        };
    }
}
