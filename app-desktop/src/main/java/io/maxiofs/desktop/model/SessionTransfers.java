package io.maxiofs.desktop.model;

import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.desktop.transfer.TransferSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** The transfers of one session and the client they use, from when they are first asked for. Safe on any thread. */
final class SessionTransfers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTransfers.class);

    /** How long the transfers of an earlier session with the same server may take to stop where they are. */
    private static final Duration EARLIER = Duration.ofMinutes(2);

    /** Directories in use in this process, and when each is free again: no two engines may ever work on one. */
    private static final ConcurrentMap<Path, CompletableFuture<Void>> IN_USE = new ConcurrentHashMap<>();

    private final SessionHome home;
    private final Path directory;
    private final CompletableFuture<Void> free = new CompletableFuture<>();
    private final TransferLimitsFile limits;
    private final Supplier<S3Client> clients;
    private @Nullable TransferEngine engine;
    private @Nullable S3Client client;
    private boolean closed;

    SessionTransfers(Server server, Supplier<S3Client> clients, SessionHome home) {
        this.home = home;
        this.directory = home.config().resolve("transfers").resolve(server.id());
        this.limits = new TransferLimitsFile(home.config());
        this.clients = clients;
    }

    /**
     * Opened when first asked for, after an earlier session with the same server has given its transfers up.
     *
     * @throws IllegalStateException after {@link #close}, or if the earlier one does not end
     */
    synchronized TransferEngine engine() {
        if (closed) {
            throw new IllegalStateException("The session is closed");
        }
        TransferEngine opened = engine;
        if (opened == null) {
            takeDirectory();
            try {
                opened = TransferEngine.open(
                        directory, this::client, TransferSettings.DEFAULT.with(limitsToBeginWith()), home.clock());
            } finally {
                if (opened == null) {
                    leaveDirectory();
                }
            }
            engine = opened;
        }
        return opened;
    }

    private void takeDirectory() {
        for (CompletableFuture<Void> earlier = IN_USE.putIfAbsent(directory, free);
                earlier != null;
                earlier = IN_USE.putIfAbsent(directory, free)) {
            try {
                earlier.get(EARLIER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while an earlier session ended", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("The transfers of an earlier session with this server go on", e);
            }
        }
    }

    private void leaveDirectory() {
        if (IN_USE.remove(directory, free)) {
            free.complete(null);
        }
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

    /** Waits until no transfer works any more. */
    @Override
    public void close() {
        TransferEngine opened;
        synchronized (this) {
            closed = true;
            opened = engine;
            engine = null;
        }
        if (opened != null) {
            try {
                opened.close();
            } finally {
                leaveDirectory();
            }
        }
        synchronized (clients) {
            if (client != null) {
                client.close();
                client = null;
            }
        }
    }
}
