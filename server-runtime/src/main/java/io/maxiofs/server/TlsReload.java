package io.maxiofs.server;

import io.maxiofs.server.admin.ServerControl.TlsReloadException;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.tls.ServerCertificate;
import io.maxiofs.server.tls.TlsCertificates;
import io.maxiofs.server.tls.TlsException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a new certificate to everybody who uses it. Safe on any thread. */
final class TlsReload {
    private final Optional<TlsCertificates> certificates;
    private final String mode;
    private @Nullable Consumer<ServerCertificate> ports;

    /** @param mode as the setting names it */
    TlsReload(Optional<TlsCertificates> certificates, String mode) {
        this.certificates = certificates;
        this.mode = mode;
    }

    /** @param apply gives a new certificate to the ports and to the file of {@link LocalAccess} */
    synchronized void onReload(Consumer<ServerCertificate> apply) {
        ports = apply;
    }

    synchronized ServerStatus.Tls reload() {
        TlsCertificates current =
                certificates.orElseThrow(() -> new TlsReloadException("The server does not use TLS (tls.mode = off)"));
        try {
            ServerCertificate certificate = current.reload();
            if (ports != null) {
                ports.accept(certificate);
            }
            return describe(certificate);
        } catch (TlsException e) {
            throw new TlsReloadException(e.getMessage() + ". The old certificate stays in use.", e);
        }
    }

    ServerStatus.@Nullable Tls current() {
        return certificates.map(held -> describe(held.certificate())).orElse(null);
    }

    private ServerStatus.Tls describe(ServerCertificate certificate) {
        return new ServerStatus.Tls(
                mode,
                certificate.leaf().getSubjectX500Principal().getName(),
                certificate.fingerprint(),
                certificate.notAfter());
    }
}
