package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Where requests go, and how. Immutable; safe on any thread.
 *
 * @param url scheme, host and port; no path
 * @param credentials empty for anonymous requests
 * @param insecure whether any certificate is accepted
 * @param timeout for connecting, and for each wait for bytes of an answer
 */
record Endpoint(URI url, Optional<Credentials> credentials, boolean insecure, Duration timeout) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int BUFFER_BYTES = 1 << 18;

    Endpoint {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("The endpoint must begin with http:// or https://");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("The endpoint names no host");
        }
        String path = url.getRawPath();
        if (path != null && !path.isEmpty() && !path.equals("/")) {
            throw new IllegalArgumentException("The endpoint must have no path");
        }
    }

    private boolean secure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** As the Host header has it. */
    String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return secure() ? HTTPS_PORT : HTTP_PORT;
    }

    /** A new connection; the caller closes it. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            socket.connect(new InetSocketAddress(bareHost(), port()), Math.toIntExact(timeout.toMillis()));
            return secure() ? secured(socket) : socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Without the brackets of an IPv6 address. */
    private String bareHost() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Socket secured(Socket socket) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, insecure ? new TrustManager[] {new TrustAnything()} : null, new SecureRandom());
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, bareHost(), port(), true);
            if (!insecure) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }
}
