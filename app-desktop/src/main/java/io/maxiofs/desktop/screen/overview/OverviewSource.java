package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.ServerOverview;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Where the overview comes from. Calls block. */
interface OverviewSource {

    ServerOverview overview();

    /** Whether something listens there, as seen from this computer. */
    boolean reaches(URI address);

    static OverviewSource of(Session session) {
        return new OverviewSource() {
            @Override
            public ServerOverview overview() {
                return session.admin().health().overview();
            }

            @Override
            public boolean reaches(URI address) {
                return OverviewSource.connects(address);
            }
        };
    }

    private static boolean connects(URI address) {
        final int timeoutMillis = 3000;
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), timeoutMillis);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
