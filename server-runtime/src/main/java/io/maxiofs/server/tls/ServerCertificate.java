package io.maxiofs.server.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A certificate, what it was signed by, and its key.
 *
 * @param chain the server's own first; never empty
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int PEM_LINE = 64;

    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new TlsException("There is no certificate");
        }
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** SHA-256 of the certificate, in upper case pairs with colons, as browsers show it. */
    public String fingerprint() {
        return fingerprint(leaf());
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new TlsException("The certificate cannot be encoded", e);
        }
    }

    /** The server's own certificate as PEM. */
    public String leafPem() {
        return pem(leaf());
    }

    static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new TlsException("The certificate cannot be encoded", e);
        }
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + leaf().getSubjectX500Principal() + "]";
    }
}
