package io.maxiofs.server.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads a certificate and its key from PEM files, in the forms common tools write. */
final class CertificateFiles {
    private static final byte[] PROBE = {1, 2, 3, 4};

    private CertificateFiles() {}

    /** @throws TlsException if a file cannot be read, or key and certificate do not belong together */
    static ServerCertificate read(Path certificate, Path key) {
        ServerCertificate read = new ServerCertificate(certificates(certificate), key(key));
        if (!belongTogether(read.leaf().getPublicKey(), read.key())) {
            throw new TlsException("The key in " + key + " is not the one of the certificate in " + certificate);
        }
        return read;
    }

    private static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try (var in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                chain.add((X509Certificate) certificate);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException("Cannot read a certificate from " + file + ": " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new TlsException("There is no certificate in " + file);
        }
        return chain;
    }

    private static PrivateKey key(Path file) {
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                switch (object) {
                    case PrivateKeyInfo info -> {
                        return new JcaPEMKeyConverter().getPrivateKey(info);
                    }
                    case PEMKeyPair pair -> {
                        KeyPair converted = new JcaPEMKeyConverter().getKeyPair(pair);
                        return converted.getPrivate();
                    }
                    case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted(file);
                    case PEMEncryptedKeyPair encrypted -> throw encrypted(file);
                    default -> {
                        // Parameters of a curve may stand before the key.
                    }
                }
            }
        } catch (IOException e) {
            // The cause may quote the file.
            throw new TlsException("Cannot read a private key from " + file + " ("
                    + e.getClass().getSimpleName() + ")");
        }
        throw new TlsException("There is no private key in " + file);
    }

    private static TlsException encrypted(Path file) {
        return new TlsException(
                "The key in " + file
                        + " is encrypted; a server that starts by itself needs it without a password, readable for itself only");
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(secret, new SecureRandom());
            signer.update(PROBE);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(open);
            verifier.update(PROBE);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
