package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.tls.TlsCertificates;
import io.maxiofs.server.tls.TlsException;
import io.maxiofs.storage.file.PrivateFiles;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that bring the certificate up and keep it fresh. */
final class TlsStart {
    private static final Logger LOG = LoggerFactory.getLogger(TlsStart.class);
    private static final Duration LOOK_EVERY = Duration.ofHours(12);
    private static final Duration LOOK_AT_ADDRESSES_EVERY = Duration.ofMinutes(1);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private TlsStart() {}

    /** Empty without TLS. */
    static Optional<TlsCertificates> open(ServerOptions options, DataLayout layout, PrivateFiles files) {
        Configuration configuration = options.configuration();
        try {
            return TlsCertificates.open(configuration, layout.tlsDirectory(), files, options.clock(), options.random());
        } catch (TlsException e) {
            throw new StartException(
                    "TLS (tls.mode = "
                            + ServerSettings.TLS_MODE.type().format(configuration.get(ServerSettings.TLS_MODE))
                            + "): " + e.getMessage(),
                    e);
        }
    }

    /**
     * Looks now and then, without touching the disk, whether the certificate is near its end or lacks an address that the
     * machine has got, and reloads it then.
     */
    static void keepFresh(TlsCertificates certificates, Runnable reload, Timers timers, LifeCycle lifeCycle) {
        Timers.Running looking = timers.every("certificate", LOOK_EVERY, () -> look(certificates::isDue, reload));
        Timers.Running moving = timers.every(
                "certificate-addresses", LOOK_AT_ADDRESSES_EVERY, () -> look(certificates::lacksAddress, reload));
        lifeCycle.onStop("certificate", STOP_DEADLINE, () -> {
            boolean ended = looking.end(STOP_DEADLINE);
            if (!moving.end(STOP_DEADLINE) || !ended) {
                LOG.warn("The certificate is still being loaded");
            }
        });
    }

    private static void look(BooleanSupplier due, Runnable reload) {
        try {
            if (due.getAsBoolean()) {
                reload.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("The certificate ends soon or lacks an address, and could not be loaded anew", e);
        }
    }
}
