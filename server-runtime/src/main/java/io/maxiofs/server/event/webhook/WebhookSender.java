package io.maxiofs.server.event.webhook;

import io.maxiofs.server.event.webhook.AddressRules.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts a document to a target. The name is resolved once, every address it has is judged, and the connection goes to the
 * address that was judged; an answer that points elsewhere is a failure. Blocks; safe on any thread.
 */
public final class WebhookSender {
    private static final int MAX_HEAD_BYTES = 16 << 10;
    private static final String SIGNATURE = "X-MaxIOFS-Signature";

    private final boolean allowPrivate;
    private final Duration timeout;
    private final Resolver resolver;
    private final SSLSocketFactory tls;

    /**
     * @param allowPrivate whether addresses of this machine and of private networks may be called
     * @param timeout for the connection, and again between any two bytes of the answer's head
     */
    public WebhookSender(boolean allowPrivate, Duration timeout, Resolver resolver, SSLSocketFactory tls) {
        this.allowPrivate = allowPrivate;
        this.timeout = timeout;
        this.resolver = resolver;
        this.tls = tls;
    }

    /**
     * Sends a JSON document.
     *
     * @throws IOException if the target did not take it: not reached, refused by the rules, or answered by another status
     *     than 2xx. The message is for the administrator and carries no secret.
     */
    public void send(WebhookTarget target, byte[] document) throws IOException {
        InetAddress address = resolve(target);
        try (Socket plain = new Socket()) {
            int millis = Math.toIntExact(timeout.toMillis());
            plain.connect(new InetSocketAddress(address, target.port()), millis);
            plain.setSoTimeout(millis);
            plain.setTcpNoDelay(true);
            if (target.isSecure()) {
                try (Socket secured = secure(plain, target)) {
                    exchange(secured, target, document);
                }
            } else {
                exchange(plain, target, document);
            }
        }
    }

    private InetAddress resolve(WebhookTarget target) throws IOException {
        String host = target.url().getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] all = resolver.resolve(name);
        if (all.length == 0) {
            throw new IOException("The host " + name + " has no address");
        }
        if (!allowPrivate) {
            for (InetAddress address : all) {
                // One of several is enough to lead there at the next attempt.
                if (!AddressRules.isPublic(address)) {
                    throw new IOException("The host " + name
                            + " is on this machine or in a private network; set notification.allow-private-addresses"
                            + " to call it");
                }
            }
        }
        return all[0];
    }

    private Socket secure(Socket plain, WebhookTarget target) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, target.url().getHost(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void exchange(Socket socket, WebhookTarget target, byte[] document) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(document.length + 512);
        request.writeBytes(head(target, document).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(document);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        int status = status(socket.getInputStream());
        if (status < 200 || status >= 300) {
            throw new RefusedByTargetException(
                    status,
                    "The target answered with status " + status
                            + (status >= 300 && status < 400 ? "; redirects are not followed" : ""));
        }
    }

    private static String head(WebhookTarget target, byte[] document) {
        String path = target.url().toASCIIString();
        int afterScheme = path.indexOf("://") + 3;
        int slash = path.indexOf('/', afterScheme);
        int query = path.indexOf('?', afterScheme);
        String requestTarget = slash >= 0 ? path.substring(slash) : query >= 0 ? "/" + path.substring(query) : "/";
        StringBuilder head = new StringBuilder(512)
                .append("POST ")
                .append(requestTarget)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.url().getRawAuthority())
                .append("\r\nUser-Agent: MaxIOFS\r\nContent-Type: application/json\r\nConnection: close\r\n")
                .append("Content-Length: ")
                .append(document.length)
                .append("\r\n");
        if (!target.secret().isEmpty()) {
            head.append(SIGNATURE)
                    .append(": sha256=")
                    .append(signature(target.secret(), document))
                    .append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** HMAC-SHA-256 of the document with the target's secret, in hexadecimal digits. */
    static String signature(String secret, byte[] document) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(document));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Reads the first line; what follows does not matter, but it is taken so that the target sees a clean end. */
    private static int status(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = 0;
        int b = in.read();
        while (b >= 0 && b != '\n') {
            if (++read > MAX_HEAD_BYTES) {
                throw new IOException("The target's answer is not understood");
            }
            line.append((char) b);
            b = in.read();
        }
        String[] words = line.toString().strip().split(" ", 3);
        boolean understood = words.length >= 2 && words[0].startsWith("HTTP/1.") && words[1].length() == 3;
        if (!understood || !words[1].chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("The target's answer is not understood");
        }
        return Integer.parseInt(words[1]);
    }
}
