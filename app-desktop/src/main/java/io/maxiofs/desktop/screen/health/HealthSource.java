package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerOverview;
import java.io.IOException;
import java.io.OutputStream;

/** How a server is. Calls block. */
interface HealthSource {

    HealthDocument findings();

    /** For the certificate and the versions. */
    ServerOverview overview();

    HealthDocument startScrub();

    HealthDocument pauseScrub();

    HealthDocument resumeScrub();

    /** @param hours such as {@code 01:00-05:00}; empty for any time */
    HealthDocument scrubWindow(String hours);

    void diagnostics(OutputStream out) throws IOException;

    static HealthSource of(Session session) {
        return new HealthSource() {
            @Override
            public HealthDocument findings() {
                return session.admin().health().findings();
            }

            @Override
            public ServerOverview overview() {
                return session.admin().health().overview();
            }

            @Override
            public HealthDocument startScrub() {
                return session.admin().health().startScrub();
            }

            @Override
            public HealthDocument pauseScrub() {
                return session.admin().health().pauseScrub();
            }

            @Override
            public HealthDocument resumeScrub() {
                return session.admin().health().resumeScrub();
            }

            @Override
            public HealthDocument scrubWindow(String hours) {
                return session.admin().health().scrubWindow(new HealthDocument.Window(hours));
            }

            @Override
            public void diagnostics(OutputStream out) throws IOException {
                session.admin().health().diagnostics(out);
            }
        };
    }
}
