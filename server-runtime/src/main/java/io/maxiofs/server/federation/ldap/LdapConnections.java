package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Opens connections to the directory: encrypted from the start, or before anything but the wish for it was said. Without
 * that there is none. Blocks; safe on any thread.
 */
final class LdapConnections {
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final String host;
    private final int port;
    private final boolean encryptedFromTheStart;
    private final Duration timeout;
    private final SSLSocketFactory tls;

    /**
     * @param server {@code ldaps://HOST:PORT} or {@code ldap://HOST:PORT}
     * @param authorities file of certificates; empty for those the system trusts
     * @throws LDAPException if the address cannot be read
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if the file has no certificates
     */
    LdapConnections(String server, String authorities, Duration timeout)
            throws LDAPException, IOException, GeneralSecurityException {
        LDAPURL url = new LDAPURL(server);
        this.host = url.getHost();
        this.port = url.getPort();
        this.encryptedFromTheStart = url.getScheme().equals("ldaps");
        this.timeout = timeout;
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities.isEmpty() ? null : read(Path.of(authorities)));
        context.init(null, trust.getTrustManagers(), null);
        this.tls = new IdentifyingSockets(context.getSocketFactory());
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number, certificate);
                number++;
            }
            if (number == 0) {
                throw new GeneralSecurityException("The file " + file + " has no certificates");
            }
        }
        return store;
    }

    Duration timeout() {
        return timeout;
    }

    /** @throws LDAPException if the directory is not reached, or is not the one it should be */
    LDAPConnection open() throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(Math.toIntExact(timeout.toMillis()));
        options.setResponseTimeoutMillis(timeout.toMillis());
        options.setFollowReferrals(false);
        options.setBindWithDNRequiresPassword(true);
        options.setMaxMessageSize(MAX_MESSAGE_BYTES);
        if (encryptedFromTheStart) {
            return new LDAPConnection(tls, options, host, port);
        }
        LDAPConnection connection = new LDAPConnection(options, host, port);
        try {
            ExtendedResult result = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
            if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                throw new LDAPException(result.getResultCode(), "The directory refuses StartTLS");
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }
}
