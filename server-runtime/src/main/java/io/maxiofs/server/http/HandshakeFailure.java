package io.maxiofs.server.http;

import io.maxiofs.server.admin.api.FailureReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a handshake failed, as far as it can be told: what the client said in its alert (RFC 8446, section 6.2), what name it
 * asked for, or what Java says that the two did not have in common.
 *
 * @param detail what belongs to the reason; null for nothing
 */
record HandshakeFailure(FailureReason reason, @Nullable String detail) {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeFailure.class);
    private static final Pattern ALERT = Pattern.compile("[Rr]eceived fatal alert: (\\w+)");
    private static final int DNS_NAME = 2;

    static HandshakeFailure ended() {
        return new HandshakeFailure(FailureReason.TLS_ENDED, null);
    }

    /** Of a client that asked for nothing once the connection was there; null if it may have had no reason. */
    static @Nullable HandshakeFailure unasked(SSLSession session) {
        String missing = missingName(session);
        return missing == null ? null : new HandshakeFailure(FailureReason.WRONG_NAME, missing);
    }

    /** @param session of the handshake as it was before it failed; null if it had not come to that */
    static HandshakeFailure of(SSLException failure, @Nullable SSLSession session) {
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return ofAlert(alert.group(1), session);
        }
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("unrecognized ssl message")) {
            return new HandshakeFailure(FailureReason.NOT_HTTP, null);
        }
        if (lower.contains("protocol version") || lower.contains("client requested protocol")) {
            return new HandshakeFailure(FailureReason.TLS_VERSION, null);
        }
        if (lower.contains("no cipher suites in common")) {
            return new HandshakeFailure(FailureReason.TLS_CIPHERS, null);
        }
        return new HandshakeFailure(FailureReason.TLS_FAILED, message);
    }

    /** Of RFC 8446, section 6, as far as anything is made of it here. */
    static String alertName(int code) {
        return switch (code) {
            case 42 -> "bad_certificate";
            case 43 -> "unsupported_certificate";
            case 45 -> "certificate_expired";
            case 46 -> "certificate_unknown";
            case 48 -> "unknown_ca";
            case 49 -> "access_denied";
            case 70 -> "protocol_version";
            default -> "alert " + code;
        };
    }

    /** @param alert its name */
    static HandshakeFailure ofAlert(String alert, @Nullable SSLSession session) {
        return switch (alert) {
            case "unknown_ca" -> new HandshakeFailure(FailureReason.UNKNOWN_AUTHORITY, null);
            case "certificate_expired" -> new HandshakeFailure(FailureReason.CERTIFICATE_EXPIRED, null);
            case "bad_certificate", "certificate_unknown", "unsupported_certificate", "access_denied" -> {
                String missing = missingName(session);
                yield missing == null
                        ? new HandshakeFailure(FailureReason.CERTIFICATE_REFUSED, null)
                        : new HandshakeFailure(FailureReason.WRONG_NAME, missing);
            }
            case "protocol_version" -> new HandshakeFailure(FailureReason.TLS_VERSION, null);
            default -> new HandshakeFailure(FailureReason.TLS_FAILED, alert);
        };
    }

    /** The name the client asked for if the certificate does not have it; null if it has, or no name was asked for. */
    private static @Nullable String missingName(@Nullable SSLSession session) {
        if (!(session instanceof ExtendedSSLSession asked) || session.getLocalCertificates() == null) {
            return null;
        }
        for (SNIServerName name : asked.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                String wanted = host.getAsciiName().toLowerCase(Locale.ROOT);
                return has(session.getLocalCertificates()[0], wanted) ? null : wanted;
            }
        }
        return null;
    }

    private static boolean has(Certificate certificate, String wanted) {
        if (!(certificate instanceof X509Certificate server)) {
            return true;
        }
        try {
            Collection<List<?>> names = server.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.getFirst()))
                            .anyMatch(name -> fits(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT), wanted));
        } catch (CertificateParsingException e) {
            LOG.debug("The names of the certificate cannot be read", e);
            return true;
        }
    }

    /** A star stands for one label, the first (RFC 9525, section 6.3). */
    private static boolean fits(String name, String wanted) {
        int dot = wanted.indexOf('.');
        return name.equals(wanted)
                || dot > 0 && name.startsWith("*.") && name.substring(1).equals(wanted.substring(dot));
    }
}
