package io.maxiofs.desktop.connect;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a tool has to know.
 *
 * @param endpoint address of the S3 port: scheme, host and perhaps a port, no path
 * @param secretKey null if it is not known, because only the answer that made the key had it
 * @param authorityFile where the certificate of the server's own authority was saved; null if the tool trusts the server
 *     without it
 */
public record Connection(
        URI endpoint,
        String region,
        String bucket,
        String accessKey,
        @Nullable String secretKey,
        @Nullable String authorityFile) {

    /** Stands where the secret belongs and is not known. */
    public static final String SECRET_PLACEHOLDER = "YOUR-SECRET-KEY";

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    public Connection {
        if (endpoint.getHost() == null || endpoint.getScheme() == null) {
            throw new IllegalArgumentException("An endpoint has a scheme and a host: " + endpoint);
        }
    }

    /** The secret, or what stands in its place. */
    public String secret() {
        return secretKey == null ? SECRET_PLACEHOLDER : secretKey;
    }

    public boolean tls() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    /** Without a port. */
    public String host() {
        return endpoint.getHost();
    }

    /** Never absent: that of the scheme if the endpoint has none. */
    public int port() {
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return tls() ? HTTPS_PORT : HTTP_PORT;
    }

    /** Host, and port if it is not that of the scheme. */
    public String authority() {
        return port() == (tls() ? HTTPS_PORT : HTTP_PORT) ? host() : host() + ":" + port();
    }

    /** Scheme, host and port. */
    public String url() {
        return endpoint.getScheme() + "://" + authority();
    }

    @Override
    public String toString() {
        return "Connection[" + url() + ", " + bucket + ", " + accessKey + "]";
    }
}
