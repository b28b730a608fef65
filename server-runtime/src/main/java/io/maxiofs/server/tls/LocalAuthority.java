package io.maxiofs.server.tls;

import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one server. A person imports its certificate once; the server's own certificate is made
 * anew before it expires, and when names are added.
 */
final class LocalAuthority {
    static final String AUTHORITY_CERTIFICATE = "authority.pem";
    private static final String AUTHORITY_KEY = "authority.key";
    static final String SERVER_CERTIFICATE = "server.pem";
    private static final String SERVER_KEY = "server.key";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);

    /** What browsers accept at most. */
    private static final Duration SERVER_LIFETIME = Duration.ofDays(397);

    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** Clocks of clients may be behind. */
    private static final Duration BACKDATED = Duration.ofHours(24);

    private static final int SERIAL_BITS = 120;
    private static final int PEM_LINE = 64;

    private final Path directory;
    private final PrivateFiles files;
    private final InstantSource clock;
    private final SecureRandom random;

    LocalAuthority(Path directory, PrivateFiles files, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    /** The server's certificate for these names and addresses; made if there is none, or one that will not do. */
    ServerCertificate certificate(Collection<String> names) {
        try {
            files.createDirectory(directory);
            ServerCertificate authority = authority();
            Path certificate = directory.resolve(SERVER_CERTIFICATE);
            Path key = directory.resolve(SERVER_KEY);
            if (Files.exists(certificate) && Files.exists(key)) {
                ServerCertificate existing = CertificateFiles.read(certificate, key);
                if (willDo(existing, authority, names)) {
                    return existing;
                }
            }
            ServerCertificate made = issue(authority, names);
            writeKey(key, made.key());
            writeChain(certificate, made.chain());
            return made;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new TlsException("The local authority failed: " + e.getMessage(), e);
        }
    }

    private boolean willDo(ServerCertificate existing, ServerCertificate authority, Collection<String> names)
            throws CertificateParsingException {
        boolean lasts = existing.notAfter().isAfter(clock.instant().plus(RENEW_BEFORE));
        boolean ours = existing.chain().size() > 1 && existing.chain().get(1).equals(authority.leaf());
        return lasts && ours && namesOf(existing.leaf()).containsAll(names);
    }

    static Set<String> namesOf(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new TreeSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
        }
        return names;
    }

    /** One that is near its end is replaced by a new one, which has to be imported anew. */
    private ServerCertificate authority() throws IOException, GeneralSecurityException, OperatorCreationException {
        Path certificate = directory.resolve(AUTHORITY_CERTIFICATE);
        Path key = directory.resolve(AUTHORITY_KEY);
        if (Files.exists(certificate) && Files.exists(key)) {
            ServerCertificate existing = CertificateFiles.read(certificate, key);
            if (existing.notAfter().isAfter(clock.instant().plus(SERVER_LIFETIME))) {
                return existing;
            }
        }
        KeyPair pair = newKeyPair();
        X500Name name = new X500Name("CN=MaxIOFS local authority " + serial().toString(Character.MAX_RADIX));
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        name,
                        serial(),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(AUTHORITY_LIFETIME)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        ServerCertificate made = new ServerCertificate(List.of(sign(builder, pair.getPrivate())), pair.getPrivate());
        writeKey(key, made.key());
        writeChain(certificate, made.chain());
        return made;
    }

    private ServerCertificate issue(ServerCertificate authority, Collection<String> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair pair = newKeyPair();
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.leaf(),
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(SERVER_LIFETIME)),
                new X500Name("CN=MaxIOFS server"),
                pair.getPublic());
        addServerExtensions(builder, names);
        return new ServerCertificate(List.of(sign(builder, authority.key()), authority.leaf()), pair.getPrivate());
    }

    private static void addServerExtensions(X509v3CertificateBuilder builder, Collection<String> names)
            throws CertIOException {
        GeneralName[] alternatives = names.stream()
                .map(name ->
                        new GeneralName(HostNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
    }

    private KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey with)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(with)));
    }

    private void writeKey(Path file, PrivateKey key) throws IOException {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        files.write(file, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private void writeChain(Path file, List<X509Certificate> chain) throws IOException {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(ServerCertificate.pem(certificate)));
        files.write(file, pem.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
