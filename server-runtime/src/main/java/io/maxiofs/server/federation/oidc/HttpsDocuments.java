package io.maxiofs.server.federation.oidc;

import io.maxiofs.server.event.webhook.AddressRules;
import io.maxiofs.server.event.webhook.AddressRules.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches small documents from servers that users of this one name. The name is resolved once, every address it has is
 * judged, and the connection goes to the address that was judged; redirects are not followed. Whatever the server does,
 * it ends after the time allowed. Blocks; safe on any thread.
 */
final class HttpsDocuments {
    private static final int DEFAULT_PORT = 443;

    private final Limits limits;
    private final Resolver resolver;

    /**
     * Bounds.
     *
     * @param timeout for everything, from connecting to the last byte
     * @param allowPrivate whether addresses of this machine and of private networks may be asked
     */
    record Limits(Duration timeout, int maxBytes, boolean allowPrivate) {}

    HttpsDocuments(Limits limits, Resolver resolver) {
        this.limits = limits;
        this.resolver = resolver;
    }

    /** Longest time that one document takes. */
    Duration timeout() {
        return limits.timeout();
    }

    /**
     * The document at a URL.
     *
     * @param url of the scheme https
     * @param tls decides which certificates are trusted
     * @throws IOException if the server is not reached, is refused by the rules, answers by another status than 200, too much
     *     or too slowly. The message is for the log.
     */
    byte[] get(URI url, SSLSocketFactory tls) throws IOException {
        String host = url.getHost();
        if (host == null || !"https".equals(url.getScheme()) || url.getRawUserInfo() != null) {
            throw new IOException(url + " is no address that documents are fetched from");
        }
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        InetAddress address = resolve(host);
        try (DeadlineSocket plain = new DeadlineSocket(limits.timeout())) {
            plain.connect(new InetSocketAddress(address, port), plain.remainingMillis());
            plain.setTcpNoDelay(true);
            try (SSLSocket secured = (SSLSocket) tls.createSocket(plain, host, port, true)) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                secured.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
                secured.getOutputStream().flush();
                return new HttpAnswer(secured.getInputStream(), limits.maxBytes()).body();
            }
        }
    }

    private InetAddress resolve(String host) throws IOException {
        InetAddress[] all = resolver.resolve(host);
        if (all.length == 0) {
            throw new IOException("The host " + host + " has no address");
        }
        if (!limits.allowPrivate()) {
            for (InetAddress address : all) {
                // One of several is enough to lead there at the next attempt.
                if (!AddressRules.isPublic(address)) {
                    throw new IOException("The host " + host + " is on this machine or in a private network; set"
                            + " federation.oidc.allow-private-addresses to ask it");
                }
            }
        }
        return all[0];
    }

    private static String request(URI url) {
        String path = url.getRawPath();
        String query = url.getRawQuery();
        return "GET " + (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query)
                + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: MaxIOFS\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    }

    /** Gives every read, that of a handshake, too, only what is left of the time. */
    private static final class DeadlineSocket extends Socket {
        private final long deadlineNanos;

        DeadlineSocket(Duration timeout) {
            this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        }

        int remainingMillis() throws IOException {
            long millis = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (millis <= 0) {
                throw new IOException("The server took too long");
            }
            return Math.toIntExact(millis);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            InputStream in = super.getInputStream();
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    setSoTimeout(remainingMillis());
                    return in.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    setSoTimeout(remainingMillis());
                    return in.read(bytes, offset, length);
                }

                @Override
                public int available() throws IOException {
                    return in.available();
                }

                @Override
                public void close() throws IOException {
                    in.close();
                }
            };
        }
    }
}
