package io.maxiofs.server.federation.oidc;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts certificates that the system trusts, and those that lead to one whose SHA-1 is known. Only for servers: names are
 * compared by the socket it is used for.
 */
final class ThumbprintTrust implements X509TrustManager {
    private final X509TrustManager system;
    private final Set<String> thumbprints;
    private final InstantSource clock;

    private ThumbprintTrust(X509TrustManager system, Set<String> thumbprints, InstantSource clock) {
        this.system = system;
        this.thumbprints = thumbprints;
        this.clock = clock;
    }

    /**
     * Makes connections that trust this way.
     *
     * @param thumbprints hexadecimal digits in lower case; may be empty
     * @throws GeneralSecurityException if the system has no list of authorities
     */
    static SSLSocketFactory sockets(Collection<String> thumbprints, InstantSource clock)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager system = Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("The system trusts no authorities"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new ThumbprintTrust(system, Set.copyOf(thumbprints), clock)}, null);
        return context.getSocketFactory();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            system.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            if (!leadsToKnown(chain)) {
                throw e;
            }
        }
    }

    private boolean leadsToKnown(X509Certificate[] chain) throws CertificateException {
        for (int i = 0; i < chain.length; i++) {
            if (thumbprints.contains(thumbprint(chain[i])) && leadsTo(chain, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what comes before the certificate of this number was signed by it and is in its time. */
    private boolean leadsTo(X509Certificate[] chain, int number) throws CertificateException {
        Date now = Date.from(clock.instant());
        if (number == 0) {
            chain[0].checkValidity(now);
            return true;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain[number], null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(now);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(chain).subList(0, number)),
                            parameters);
            return true;
        } catch (CertPathValidatorException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The certificates cannot be judged", e);
        }
    }

    /** The SHA-1 that IAM names a certificate by. */
    static String thumbprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The certificate has no thumbprint", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Clients show no certificates here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }
}
