package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.maintenance.BodyRow;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.state.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master keys of an open store: which there are, a new version, and wrapping the bodies' keys anew with the newest. At
 * most one rewrap runs, on a thread of its own; it may be begun again at any time and does only what is left. Safe on
 * any thread.
 */
public final class StoreKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreKeys.class);
    private static final int UNDER_WAY = 64;

    private final LocalObjectStore store;
    private final InstantSource clock;
    private volatile Rewrap status = new Rewrap(State.NONE, null, null, 0, 0, 0, null);
    private volatile boolean closing;
    private @Nullable Thread running;

    StoreKeys(LocalObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A named key.
     *
     * @param version that wraps from now on
     */
    public record Key(String name, int version) {}

    /** Where a rewrap stands. */
    public enum State {
        /** None was begun since the store was opened. */
        NONE,
        BUSY,
        DONE,
        /** It ended early, or some keys could not be wrapped anew. */
        FAILED
    }

    /**
     * A rewrap.
     *
     * @param seen versions and parts looked at
     * @param rewrapped of them, those that were written with a new wrap
     * @param failed of them, those whose master key is not here or whose row is damaged
     * @param lastError null if nothing went wrong
     */
    public record Rewrap(
            State state,
            @Nullable Instant started,
            @Nullable Instant ended,
            long seen,
            long rewrapped,
            long failed,
            @Nullable String lastError) {}

    public List<Key> list() {
        MasterKeys keys = store.engine().masterKeys();
        return keys.names().stream()
                .map(name -> new Key(name, keys.currentVersion(name).orElse(0)))
                .toList();
    }

    /**
     * Adds a version of a key that is there; it wraps from now on. Durable on return.
     *
     * @throws IllegalArgumentException if there is no such key
     * @throws IOException if the key file cannot be written
     */
    public Key rotate(String name) throws IOException {
        MasterKeys keys = store.engine().masterKeys();
        if (keys.currentVersion(name).isEmpty()) {
            throw new IllegalArgumentException("There is no master key " + name);
        }
        int version = keys.addVersion(name);
        LOG.info("Master key {} has version {} from now on; make a new recovery kit", name, version);
        return new Key(name, version);
    }

    /** Begins to wrap outdated keys anew; false if that is under way already. */
    public synchronized boolean rewrap() {
        Thread last = running;
        if (closing || last != null && last.isAlive()) {
            return false;
        }
        status = new Rewrap(State.BUSY, clock.instant(), null, 0, 0, 0, null);
        Thread thread = Thread.ofPlatform().name("key-rewrap").daemon().unstarted(this::run);
        running = thread;
        thread.start();
        return true;
    }

    public Rewrap status() {
        return status;
    }

    private void run() {
        Walk walk = new Walk(store.engine());
        String error = null;
        try {
            new BodyRows(store.engine().state().durable()).forEach(walk::look, walk::damaged);
            walk.settle();
        } catch (RuntimeException e) {
            LOG.warn("Wrapping keys anew ended early; it can be begun again", e);
            error = e.toString();
        }
        Rewrap now = status;
        boolean complete = error == null && walk.failed == 0;
        status = new Rewrap(
                complete ? State.DONE : State.FAILED,
                now.started(),
                clock.instant(),
                walk.seen,
                walk.rewrapped,
                walk.failed,
                error != null ? error : walk.firstFailure);
        LOG.info("Keys wrapped anew: {} of {}, {} failed", walk.rewrapped, walk.seen, walk.failed);
    }

    /** One walk over all rows. */
    private final class Walk {
        private final Committer committer;
        private final MasterKeys keys;
        private final List<CompletableFuture<Boolean>> underWay = new ArrayList<>();
        private long seen;
        private long rewrapped;
        private long failed;
        private @Nullable String firstFailure;

        Walk(Engine engine) {
            this.committer = engine.committer();
            this.keys = engine.masterKeys();
        }

        void look(BodyRow row) {
            if (closing) {
                throw new IllegalStateException("The store is being closed");
            }
            seen++;
            if (isOutdated(row)) {
                underWay.add(committer.submit(command(row)));
            }
            if (underWay.size() >= UNDER_WAY) {
                settle();
            }
        }

        private boolean isOutdated(BodyRow row) {
            try {
                return RewrapCommands.isOutdated(row.body(), keys);
            } catch (StorageException e) {
                failed(e.toString());
                return false;
            }
        }

        private Command<Boolean> command(BodyRow row) {
            if (row.table() == Table.PART) {
                return new RewrapCommands.Part(row.tableKey(), keys);
            }
            return new RewrapCommands.Version(
                    row.bucketId(),
                    Objects.requireNonNull(row.key(), "only parts have no key"),
                    VersionCodec.outline(row.entry().bytes(), row.entry().entityOffset())
                            .id(),
                    keys);
        }

        void damaged(Finding finding) {
            failed(finding.toString());
        }

        private void failed(String why) {
            failed++;
            if (firstFailure == null) {
                firstFailure = why;
            }
        }

        void settle() {
            for (CompletableFuture<Boolean> one : underWay) {
                try {
                    rewrapped += one.join() ? 1 : 0;
                } catch (CompletionException e) {
                    failed(String.valueOf(e.getCause()));
                }
            }
            underWay.clear();
            Rewrap now = status;
            status = new Rewrap(State.BUSY, now.started(), null, seen, rewrapped, failed, firstFailure);
        }
    }

    /** Ends a rewrap that runs. */
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            closing = true;
            thread = running;
        }
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
