package io.maxiofs.server.admin.api;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a server was not reached, as far as somebody can do something about it. */
public enum ConnectionTrouble {
    /** Nothing answers there, or the connection broke. */
    UNREACHABLE,
    /** The certificate is neither the one that is believed nor signed by it: nothing was sent. */
    OTHER_CERTIFICATE,
    /** By the clock of this computer the certificate has ended or has not begun: nothing was sent. */
    CERTIFICATE_DATES,
    /** What answers there does not speak TLS: nothing was sent. */
    NO_TLS;

    /** A certificate is shown that nobody has compared and believed. */
    static final class OtherCertificateException extends CertificateException {
        private static final long serialVersionUID = 1L;

        OtherCertificateException() {
            super("The certificate is not the one that was compared and believed");
        }
    }

    /** What a failure of a connection was about. */
    public static ConnectionTrouble of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OtherCertificateException other -> {
                    return OTHER_CERTIFICATE;
                }
                case CertificateExpiredException ended -> {
                    return CERTIFICATE_DATES;
                }
                case CertificateNotYetValidException early -> {
                    return CERTIFICATE_DATES;
                }
                case SSLException tls
                when isNoTls(tls) -> {
                    return NO_TLS;
                }
                default -> {
                    // The next cause may say more.
                }
            }
        }
        return UNREACHABLE;
    }

    private static boolean isNoTls(SSLException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unrecognized ssl message") || message.contains("plaintext connection");
    }
}
