package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.admin.api.SettingDocument;
import java.util.List;

/** What the admin API may ask of the process it runs in. Safe on any thread. */
public interface ServerControl {

    ServerStatus status();

    ServerStatus.Health health();

    /** What the server can do now. Answers from memory. */
    ServerOverview.State state();

    /** The settings that are fixed at the start, with their effective values. */
    List<SettingDocument> settings();

    /** Begins an orderly stop and returns at once. */
    void requestStop();

    /**
     * Loads the certificate anew.
     *
     * @throws TlsReloadException if there is none, or the new one cannot be used; the old one stays then
     */
    ServerStatus.Tls reloadTls();

    /** Why a certificate was not loaded. */
    final class TlsReloadException extends RuntimeException {
        public TlsReloadException(String message, Throwable cause) {
            super(message, cause);
        }

        public TlsReloadException(String message) {
            super(message);
        }
    }
}
