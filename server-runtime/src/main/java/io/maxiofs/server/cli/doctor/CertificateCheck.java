package io.maxiofs.server.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether clients can believe the certificate: what it is called, and whether it is valid by this computer's clock. */
final class CertificateCheck {
    private static final String NAME = "certificate";
    private static final Duration SOON = Duration.ofDays(14);

    private final Path file;
    private final InstantSource clock;

    CertificateCheck(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Empty if there is none. */
    Optional<Finding> run() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return Optional.of(judge(
                    names(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    clock.instant()));
        } catch (IOException | CertificateException e) {
            return Optional.of(Finding.unknown(NAME, file + " cannot be read: " + e.getMessage()));
        }
    }

    private static String names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? "no name"
                : names.stream().map(name -> String.valueOf(name.getLast())).collect(Collectors.joining(", "));
    }

    static Finding judge(String names, Instant from, Instant until, Instant now) {
        String what = "for " + names + ", valid until " + until;
        if (now.isBefore(from)) {
            return Finding.fail(
                    NAME,
                    what + ", but only from " + from + ": clients refuse it until then",
                    "Set the clock right, if it is behind; else have the certificate made anew");
        }
        if (now.isAfter(until)) {
            return Finding.fail(
                    NAME,
                    what + ": it has ended, and clients refuse it",
                    "Put a new certificate in its place and call maxiofs tls reload; one of local-ca is renewed by the"
                            + " server itself while it runs");
        }
        if (now.plus(SOON).isAfter(until)) {
            return Finding.warn(
                    NAME,
                    what + ": it ends soon",
                    "Put a new one in its place and call maxiofs tls reload; one of local-ca is renewed by the server"
                            + " itself while it runs");
        }
        return Finding.ok(NAME, what);
    }
}
