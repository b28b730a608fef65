package io.maxiofs.server.admin.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A certificate a person has compared and believes in, whatever name the server is called by. It is the server's own or,
 * better, that of its authority, which stays when the server gets a new one. Safe on any thread.
 *
 * @param certificate the one that is believed
 */
public record PinnedCertificate(X509Certificate certificate) {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
    private static final int PEM_LINE = 64;

    /** @throws AdminClientException if the text holds no certificate */
    public static PinnedCertificate ofPem(String pem) {
        try {
            return new PinnedCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException e) {
            throw new AdminClientException("The certificate cannot be read", e);
        }
    }

    /**
     * Asks a server for its certificates and believes none; they are to be compared by a person. The server's own comes
     * first, that of the highest authority it shows comes last.
     *
     * @param url with {@code https}
     * @throws IOException if nothing answers there with TLS
     */
    public static List<PinnedCertificate> presentedBy(URI url) throws IOException {
        Collecting collecting = new Collecting();
        int port = url.getPort() < 0 ? 443 : url.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(url.getHost(), port), (int) PROBE_TIMEOUT.toMillis());
            plain.setSoTimeout((int) PROBE_TIMEOUT.toMillis());
            try (SSLSocket socket =
                    (SSLSocket) context(collecting).getSocketFactory().createSocket(plain, url.getHost(), port, true)) {
                socket.startHandshake();
            }
        }
        return collecting.all();
    }

    /** SHA-256 in upper case pairs with colons. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate cannot be encoded", e);
        }
    }

    public String pem() {
        try {
            String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException("The certificate cannot be encoded", e);
        }
    }

    /** For a client of the admin API or of S3. */
    public TrustManager[] trustManagers() {
        return new TrustManager[] {new Pinned(certificate)};
    }

    SSLContext context() {
        return context(new Pinned(certificate));
    }

    private static SSLContext context(TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    /** A trust manager of clients, which is asked the same with and without a connection. */
    private abstract static class ForServers extends X509ExtendedTrustManager {
        abstract void check(X509Certificate[] chain) throws CertificateException;

        @Override
        public final void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public final void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public final void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public final void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("Not for servers");
        }

        @Override
        public final void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("Not for servers");
        }

        @Override
        public final void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("Not for servers");
        }

        @Override
        public final X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Believes a chain that leads from the server's certificate to the pinned one, each valid now. */
    private static final class Pinned extends ForServers {
        private final X509Certificate pinned;

        Pinned(X509Certificate pinned) {
            this.pinned = pinned;
        }

        @Override
        void check(X509Certificate[] chain) throws CertificateException {
            for (int i = 0; i < chain.length; i++) {
                chain[i].checkValidity();
                if (chain[i].equals(pinned)) {
                    return;
                }
                verify(chain[i], i + 1 < chain.length ? chain[i + 1] : pinned);
            }
            pinned.checkValidity();
            if (chain.length == 0) {
                throw new CertificateException("No certificate was shown");
            }
        }

        private static void verify(X509Certificate certificate, X509Certificate issuer) throws CertificateException {
            try {
                if (issuer.getBasicConstraints() < 0) {
                    throw new ConnectionTrouble.OtherCertificateException();
                }
                certificate.verify(issuer.getPublicKey());
            } catch (CertificateException e) {
                throw e;
            } catch (GeneralSecurityException e) {
                CertificateException other = new ConnectionTrouble.OtherCertificateException();
                other.initCause(e);
                throw other;
            }
        }
    }

    /** Only looks; nothing is sent over the connection. */
    private static final class Collecting extends ForServers {
        private volatile X509Certificate[] shown = new X509Certificate[0];

        @Override
        void check(X509Certificate[] chain) {
            shown = chain.clone();
        }

        List<PinnedCertificate> all() throws IOException {
            X509Certificate[] chain = shown;
            if (chain.length == 0) {
                throw new IOException("No certificate was shown");
            }
            return Arrays.stream(chain).map(PinnedCertificate::new).toList();
        }
    }
}
