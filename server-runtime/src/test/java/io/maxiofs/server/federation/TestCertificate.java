package io.maxiofs.server.federation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate of a server of the tests, that no public authority signed, with its key. */
public final class TestCertificate {
    private static final char[] PASSWORD = "tests".toCharArray();

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final @Nullable TestCertificate issuer;

    private TestCertificate(KeyPair keys, X509Certificate certificate, @Nullable TestCertificate issuer) {
        this.keys = keys;
        this.certificate = certificate;
        this.issuer = issuer;
    }

    /** Signed by itself, for an address, and for the name of this machine if the address is its usual one. */
    public static TestCertificate ofAddress(String address) {
        return make(address, null, false);
    }

    /** That signs others. */
    public static TestCertificate authority() {
        return make("127.0.0.9", null, true);
    }

    /** For an address, signed by this one. */
    public TestCertificate issue(String address) {
        return make(address, this, false);
    }

    private static TestCertificate make(String address, @Nullable TestCertificate issuer, boolean authority) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=tests " + pair.getPublic().hashCode());
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            issuer == null
                                    ? name
                                    : new X500Name(issuer.certificate
                                            .getSubjectX500Principal()
                                            .getName()),
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(Duration.ofDays(2))),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names(address)))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            KeyPair signer = issuer == null ? pair : issuer.keys;
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
            return new TestCertificate(pair, certificate, issuer);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName[] names(String address) {
        GeneralName numeric = new GeneralName(GeneralName.iPAddress, address);
        return address.equals("127.0.0.1")
                ? new GeneralName[] {numeric, new GeneralName(GeneralName.dNSName, "localhost")}
                : new GeneralName[] {numeric};
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** As IAM names it. */
    public String thumbprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pem() {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** For a server that shows it, with what signed it. */
    public SSLContext server() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = issuer == null
                    ? new X509Certificate[] {certificate}
                    : new X509Certificate[] {certificate, issuer.certificate};
            store.setKeyEntry("key", keys.getPrivate(), PASSWORD, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
