package io.maxiofs.server.admin;

import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls of the admin API that the client would not make, with the local token. */
final class RawCalls {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private RawCalls() {}

    static HttpResponse<String> send(TestServer server, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.admin().resolve(path))
                .header("Authorization", "Bearer " + server.localAccess().token())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
