package io.maxiofs.server;

import io.maxiofs.server.admin.api.ServerOverview.State;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreWatch;
import io.maxiofs.storage.index.IndexStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the server can do now, and since when. Answers from memory, but for {@link #look()}. Safe on any thread. */
final class StateWatch {
    private static final Words FINE = new Words("running", "", "");

    private final @Nullable LocalObjectStore local;
    private final InstantSource clock;
    private volatile IntSupplier inFlight = () -> 0;
    private volatile boolean stopping;
    private Words last = FINE;
    private Instant since;

    private record Words(String name, String reason, String remedy) {}

    /** @param local null if the objects are not in the data directory */
    StateWatch(@Nullable LocalObjectStore local, InstantSource clock) {
        this.local = local;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Where the number of requests being served is found. */
    void countsRequests(IntSupplier requests) {
        inFlight = requests;
    }

    /**
     * Looks whether the drive is there and has room, which is seen without this only when something is stored. Reads a
     * small file, so it is called only while somebody wants to know.
     */
    void look() {
        if (local != null) {
            local.watch().look();
        }
    }

    /** Looks whether the drive is gone, without reading from it. */
    void glance() {
        if (local != null) {
            local.watch().glance();
        }
    }

    /** From now on it stops. */
    void stopping() {
        stopping = true;
    }

    State state() {
        Words words = words();
        Instant from;
        synchronized (this) {
            if (!words.name().equals(last.name())) {
                since = clock.instant();
            }
            last = words;
            from = since;
        }
        return new State(words.name(), from, words.reason(), words.remedy(), inFlight.getAsInt());
    }

    private Words words() {
        if (stopping) {
            return new Words("stopping", "The server stops as soon as the requests under way have ended", "");
        }
        if (local == null) {
            return FINE;
        }
        StoreWatch.Condition condition = local.watch().condition();
        StorageUnavailableException refusal = condition.refusal();
        if (refusal != null) {
            return refused(refusal);
        }
        if (condition.spaceShort()) {
            return new Words(
                    "read_only",
                    "The disk is full up to the space that is kept free",
                    "Delete something, or give the server a larger disk");
        }
        IndexStatus index = condition.index();
        if (index != null && index.failure() != null) {
            return new Words(
                    "degraded",
                    "The index cannot be written: " + index.failure(),
                    "Look at the disk; nothing is lost, but the next start takes longer");
        }
        return FINE;
    }

    private static Words refused(StorageUnavailableException refusal) {
        String text = String.valueOf(refusal.getMessage());
        return switch (refusal.reason()) {
            case DRIVE_MISSING ->
                new Words("drive_missing", text, "Connect the drive again; the server goes on by itself");
            case READ_ONLY -> new Words("read_only", text, "End the maintenance to accept changes again");
            case WRITES_STOPPED ->
                new Words(
                        "read_only",
                        text,
                        "Look at the disk and the log; the server checks by itself whether it can go on");
            case OVERLOADED, CLOSED -> new Words("degraded", text, "Look at the log");
        };
    }
}
