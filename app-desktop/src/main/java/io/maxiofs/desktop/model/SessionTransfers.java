package io.maxiofs.desktop.model;

import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.desktop.transfer.TransferSettings;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** The transfers of one session and the client they use, from when they are first asked for. Safe on any thread. */
final class SessionTransfers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTransfers.class);

    private final Server server;
    private final SessionHome home;
    private final TransferLimitsFile limits;
    private final Supplier<S3Client> clients;
    private @Nullable TransferEngine engine;
    private @Nullable S3Client client;

    SessionTransfers(Server server, Supplier<S3Client> clients, SessionHome home) {
        this.server = server;
        this.home = home;
        this.limits = new TransferLimitsFile(home.config());
        this.clients = clients;
    }

    synchronized TransferEngine engine() {
        TransferEngine opened = engine;
        if (opened == null) {
            opened = TransferEngine.open(
                    home.config().resolve("transfers").resolve(server.id()),
                    this::client,
                    TransferSettings.DEFAULT.with(limitsToBeginWith()),
                    home.clock());
            engine = opened;
        }
        return opened;
    }

    /** To move files matters more than the number at once; the settings screen says what is wrong with the file. */
    private TransferLimits limitsToBeginWith() {
        try {
            return limits.load();
        } catch (IOException | RuntimeException e) {
            LOG.warn("How many transfers may run at once cannot be read; as many as usual do", e);
            return TransferLimits.DEFAULT;
        }
    }

    TransferLimits limits() throws IOException {
        return limits.load();
    }

    /** Kept over restarts, and for what is under way now. */
    synchronized void limits(TransferLimits wanted) throws IOException {
        limits.save(wanted);
        if (engine != null) {
            engine.limits(wanted);
        }
    }

    /** Not under the lock of {@link #engine()}: the engine's threads ask while it is being opened. */
    private S3Client client() {
        synchronized (clients) {
            S3Client known = client;
            if (known == null) {
                known = clients.get();
                client = known;
            }
            return known;
        }
    }

    @Override
    public void close() {
        TransferEngine opened;
        synchronized (this) {
            opened = engine;
            engine = null;
        }
        if (opened != null) {
            opened.close();
        }
        synchronized (clients) {
            if (client != null) {
                client.close();
                client = null;
            }
        }
    }
}
