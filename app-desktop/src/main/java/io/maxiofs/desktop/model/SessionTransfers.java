package io.maxiofs.desktop.model;

import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferSettings;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** The transfers of one session and the client they use, from when they are first asked for. Safe on any thread. */
final class SessionTransfers implements AutoCloseable {
    private final Server server;
    private final Supplier<S3Client> clients;
    private @Nullable TransferEngine engine;
    private @Nullable S3Client client;

    SessionTransfers(Server server, Supplier<S3Client> clients) {
        this.server = server;
        this.clients = clients;
    }

    synchronized TransferEngine engine() {
        TransferEngine opened = engine;
        if (opened == null) {
            opened = TransferEngine.open(
                    SettingsFolder.ofUser().resolve("transfers").resolve(server.id()),
                    this::client,
                    TransferSettings.DEFAULT,
                    InstantSource.system());
            engine = opened;
        }
        return opened;
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
