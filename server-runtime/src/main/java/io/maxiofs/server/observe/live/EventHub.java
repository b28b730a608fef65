package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to those who listen. While nobody does, and nobody has for a minute, publishing is one read of a field. Safe on
 * any thread.
 */
public final class EventHub {
    /** Listeners at a time. */
    public static final int MAX_LISTENERS = 64;

    /** Events kept for those who come back. */
    static final int BUFFERED = 1_000;

    private static final Duration KEPT_AFTER_LAST = Duration.ofMinutes(1);
    private static final Set<Kind> PASSING = EnumSet.of(Kind.METRICS, Kind.TRACE);

    private final String run;
    private final InstantSource clock;
    private final List<Subscription> listeners = new ArrayList<>();
    private final ArrayDeque<Event> buffer = new ArrayDeque<>();
    private volatile Set<Kind> wanted = EnumSet.noneOf(Kind.class);
    private volatile boolean buffering;
    private Instant lastLeft = Instant.MIN;
    private long number;
    private long completeFrom;
    private boolean closed;

    /** @param run tells this run of the server from others; letters and digits */
    public EventHub(String run, InstantSource clock) {
        this.run = run;
        this.clock = clock;
    }

    /** Too many listen. */
    public static final class FullException extends RuntimeException {
        FullException() {
            super("There are " + MAX_LISTENERS + " listeners already");
        }
    }

    /** Whether publishing a kind reaches anybody now; for what is costly to make. */
    public boolean isWanted(Kind kind) {
        return wanted.contains(kind);
    }

    /**
     * Tells everybody who wants to know.
     *
     * @param tenant as {@link Event#tenant}
     * @param document made only if somebody does
     */
    public void publish(Kind kind, @Nullable String tenant, Supplier<?> document) {
        boolean passing = PASSING.contains(kind);
        if (!isWanted(kind) && (passing || !buffering)) {
            if (!passing) {
                skip();
            }
            return;
        }
        Object made = document.get();
        synchronized (this) {
            Event event = new Event(passing ? 0 : ++number, kind, tenant, made);
            if (!passing) {
                keep(event);
            }
            for (Subscription listener : listeners) {
                listener.offer(event);
            }
        }
    }

    /** Something happened that nobody will be told. */
    private synchronized void skip() {
        if (!buffering) {
            number++;
            completeFrom = number;
        }
    }

    private void keep(Event event) {
        if (listeners.isEmpty() && clock.instant().isAfter(lastLeft.plus(KEPT_AFTER_LAST))) {
            buffering = false;
            buffer.clear();
            completeFrom = number;
            return;
        }
        buffer.addLast(event);
        if (buffer.size() > BUFFERED) {
            completeFrom = buffer.removeFirst().number();
        }
    }

    /**
     * Begins to listen.
     *
     * @param lastId of the last event that was seen, as {@link #idOf} gave it; null for a new listener
     * @throws FullException if too many do
     */
    public synchronized Subscription subscribe(Set<Kind> kinds, @Nullable String lastId) {
        if (listeners.size() >= MAX_LISTENERS || closed) {
            throw new FullException();
        }
        Subscription subscription = new Subscription(this, EnumSet.copyOf(kinds));
        if (lastId != null) {
            resume(subscription, lastId);
        }
        listeners.add(subscription);
        if (!buffering) {
            buffer.clear();
            completeFrom = number;
        }
        buffering = true;
        wantAgain();
        return subscription;
    }

    private void resume(Subscription subscription, String lastId) {
        long last = numberOf(lastId);
        if (last < completeFrom || last > number || !buffering) {
            subscription.offer(new Event(0, Kind.MISSED, null, new ServerEvent.Missed()));
            return;
        }
        for (Event event : buffer) {
            if (event.number() > last) {
                subscription.offer(event);
            }
        }
    }

    private long numberOf(String id) {
        int dash = id.indexOf('-');
        if (dash < 0 || !id.substring(0, dash).equals(run)) {
            return -1;
        }
        try {
            return Long.parseLong(id, dash + 1, id.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** What a listener shows to go on behind an event; null for one that is not told again. */
    public @Nullable String idOf(Event event) {
        return event.number() == 0 ? null : run + "-" + event.number();
    }

    synchronized void leave(Subscription subscription) {
        if (listeners.remove(subscription)) {
            lastLeft = clock.instant();
            wantAgain();
        }
    }

    private void wantAgain() {
        EnumSet<Kind> all = EnumSet.noneOf(Kind.class);
        listeners.forEach(listener -> all.addAll(listener.kinds()));
        wanted = all;
    }

    /** Those who listen now. */
    public synchronized int listeners() {
        return listeners.size();
    }

    /** Ends all that listen; nobody may begin any more. */
    public void close() {
        List<Subscription> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(listeners);
        }
        all.forEach(Subscription::end);
    }
}
