package io.maxiofs.server;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.http.HttpLimits;

/** What the settings say of clients' limits. */
final class HttpSettings {

    private HttpSettings() {}

    static HttpLimits limits(Configuration configuration) {
        HttpLimits.Times times = HttpLimits.Times.DEFAULT;
        return new HttpLimits(
                new HttpLimits.Connections(
                        configuration.get(ServerSettings.HTTP_MAX_CONNECTIONS),
                        Math.toIntExact(configuration.get(ServerSettings.HTTP_MAX_HEADER_BYTES)),
                        configuration.get(ServerSettings.HTTP_MAX_HEADERS)),
                new HttpLimits.Requests(
                        configuration.get(ServerSettings.HTTP_MAX_CONCURRENT),
                        configuration.get(ServerSettings.HTTP_MAX_WAITING),
                        configuration.get(ServerSettings.HTTP_MAX_BUFFERED_BYTES),
                        Math.toIntExact(configuration.get(ServerSettings.HTTP_MAX_DOCUMENT_BYTES)),
                        Math.toIntExact(configuration.get(ServerSettings.HTTP_MAX_QUICK_BYTES))),
                new HttpLimits.Times(
                        configuration.get(ServerSettings.HTTP_IDLE_TIMEOUT),
                        configuration.get(ServerSettings.HTTP_HEADER_TIMEOUT),
                        configuration.get(ServerSettings.HTTP_PROGRESS_TIMEOUT),
                        times.minProgressBytes(),
                        configuration.get(ServerSettings.HTTP_WAIT_TIMEOUT),
                        times.keepAlive()));
    }
}
