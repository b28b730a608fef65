package io.maxiofs.server.admin.api;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the admin API of one server and reads its answers, for {@link AdminClient} and its parts. Safe on any
 * thread; calls block.
 */
final class AdminTransport implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK_BELOW = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int MAX_PROBLEM_BYTES = 64 << 10;

    private final HttpClient http;
    private final AdminJson json = AdminJson.lenient();
    private final URI base;
    private final Optional<TokenSource> tokens;

    private AdminTransport(HttpClient http, URI base, Optional<TokenSource> tokens) {
        this.http = http;
        this.base = base;
        this.tokens = tokens;
    }

    static AdminTransport to(URI url, @Nullable SSLContext trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (trust != null) {
            builder.sslContext(trust);
        }
        return new AdminTransport(builder.build(), url, Optional.empty());
    }

    /** The same connections with tokens. */
    AdminTransport withTokens(TokenSource source) {
        return new AdminTransport(http, base, Optional.of(source));
    }

    URI base() {
        return base;
    }

    /** @throws AdminClientException if the server refuses or is not reached */
    byte[] send(String method, String path) {
        return send(method, path, null);
    }

    /** @throws AdminClientException if the server refuses or is not reached */
    byte[] send(String method, String path, @Nullable Object document) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_TIMEOUT);
        if (document == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofByteArray(json.write(document)))
                    .header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= OK_BELOW) {
            throw refused(response.statusCode(), response.body());
        }
        return response.body();
    }

    /**
     * Puts the bytes of a file, however long that takes. The server may refuse before they are sent.
     *
     * @throws AdminClientException if the server refuses or is not reached
     * @throws FileNotFoundException if there is no such file
     */
    byte[] upload(String path, Path file) throws FileNotFoundException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .PUT(BodyPublishers.ofFile(file))
                .header("Content-Type", "application/octet-stream")
                .expectContinue(true);
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= OK_BELOW) {
            throw refused(response.statusCode(), response.body());
        }
        return response.body();
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        if (tokens.isEmpty()) {
            return answer(request, body);
        }
        TokenSource source = tokens.get();
        String sent = source.token();
        HttpResponse<T> response = answer(bearing(request, sent), body);
        if (response.statusCode() != UNAUTHORIZED) {
            return response;
        }
        String other = source.insteadOf(sent);
        if (other.equals(sent)) {
            return response;
        }
        discard(response.body());
        return answer(bearing(request, other), body);
    }

    /** Lets the connection be used again. */
    private void discard(Object body) {
        if (body instanceof InputStream unread) {
            try (unread) {
                unread.skipNBytes(MAX_PROBLEM_BYTES);
            } catch (EOFException all) {
                return;
            } catch (IOException e) {
                throw new AdminClientException("The answer of " + base + " broke off", e);
            }
        }
    }

    private static HttpRequest.Builder bearing(HttpRequest.Builder request, String token) {
        return request.setHeader("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> answer(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            boolean silent = ConnectionTrouble.of(e) == ConnectionTrouble.UNREACHABLE;
            throw new AdminClientException(
                    (silent ? "No server answers at " : "No connection to ") + base + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminClientException("Interrupted while waiting for " + base, e);
        }
    }

    private AdminClientException refused(int status, byte[] body) {
        try {
            return new AdminClientException(json.read(body, Problem.class));
        } catch (IOException e) {
            return new AdminClientException(
                    "What answers at " + base + " is not a server of MaxIOFS (status " + status + ")", e);
        }
    }

    <T> T read(byte[] body, Class<T> type) {
        try {
            return json.read(body, type);
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " is not understood", e);
        }
    }

    <T> List<T> readItems(byte[] body, Class<T> type) {
        try {
            return json.readItems(body, type).items();
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " is not understood", e);
        }
    }

    /** A page of a list that may be long. */
    <T> Items<T> readPage(byte[] body, Class<T> type) {
        try {
            return json.readItems(body, type);
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " is not understood", e);
        }
    }

    /**
     * Writes what a path answers to a stream, which stays open.
     *
     * @throws AdminClientException if the server refuses, is not reached or breaks off
     * @throws IOException if {@code out} fails
     */
    void download(String path, OutputStream out) throws IOException {
        try (InputStream in = open(path, null)) {
            in.transferTo(out);
        }
    }

    /**
     * An answer that is read as it arrives, however long that takes. Closing the stream ends the request.
     *
     * @param lastEventId where a stream of events is to go on; null for its beginning, and for other answers
     * @throws AdminClientException if the server refuses or is not reached
     */
    InputStream open(String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).GET();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
        if (response.statusCode() < OK_BELOW) {
            return response.body();
        }
        try (InputStream problem = response.body()) {
            throw refused(response.statusCode(), problem.readNBytes(MAX_PROBLEM_BYTES));
        } catch (IOException e) {
            throw new AdminClientException("The answer of " + base + " broke off", e);
        }
    }

    /** Some failures of the connection say nothing beyond that it failed. */
    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }

    /** A value for a segment of a path or a query. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
