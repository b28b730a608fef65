package io.maxiofs.server.admin.api;

import java.util.Locale;

/** Why requests fail, by keys that clients can have words of their own for. */
public enum FailureReason {
    CONNECTION_ENDED,
    SIGNATURE,
    UNKNOWN_KEY,
    CLOCK_UNKNOWN,
    CLOCK_BEHIND,
    CLOCK_AHEAD,
    LINK_EXPIRED,
    KEY_MAY_NOT,
    USER_MAY_NOT,
    NOT_SIGNED,
    NO_BUCKET,
    CREDENTIALS,
    QUOTA,
    DISK_FULL,
    SLOW_DOWN,
    UNAVAILABLE,
    INTERNAL,
    NO_KEY,
    ADDRESSING,
    CHECKSUM,
    CUT_SHORT,
    HTTPS_PORT,
    HTTP_PORT,
    UNKNOWN_AUTHORITY,
    WRONG_NAME,
    CERTIFICATE_REFUSED,
    CERTIFICATE_EXPIRED,
    TLS_VERSION,
    TLS_CIPHERS,
    TLS_ENDED,
    TLS_FAILED,
    HTTP2_ONLY,
    MALFORMED_TARGET,
    MALFORMED_HEAD,
    NOT_HTTP,
    OTHER;

    /** As in documents; stable. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
