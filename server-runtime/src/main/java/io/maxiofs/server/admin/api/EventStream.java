package io.maxiofs.server.admin.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what happens on a server, and comes back after every break of the connection. One thread of its own reads and
 * calls the listener; what the listener does must be short, or the server takes it for a reader that is too slow.
 */
public final class EventStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final AdminTransport transport;
    private final String path;
    private final Listener listener;
    private final AdminJson json = AdminJson.lenient();
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable InputStream open;
    private volatile State state = State.CONNECTING;
    private volatile boolean closed;
    private @Nullable String lastId;

    /** How the connection stands. */
    public enum State {
        CONNECTING,
        /** Events arrive. */
        OPEN,
        /** Broken; it is tried again, later and later, and at once after {@link EventStream#reconnect}. */
        WAITING,
        /** The token is not valid any more, or may not. Ended: sign in and make another stream. */
        REFUSED,
        /** Ended by {@link EventStream#close}. */
        CLOSED
    }

    /** Told of everything, on the stream's thread, one call at a time. */
    public interface Listener {
        void event(ServerEvent event);

        /** @param reason for people; empty where the state says all */
        void state(State state, String reason);
    }

    private EventStream(AdminTransport transport, Set<ServerEvent.Kind> kinds, Listener listener) {
        this.transport = transport;
        this.path = "/api/v1/events?kinds="
                + kinds.stream().map(ServerEvent.Kind::text).sorted().collect(Collectors.joining(","));
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("admin-events").unstarted(this::run);
    }

    /** Begins to follow; {@code kinds} must not be empty. {@code MISSED} comes in any case. */
    static EventStream open(AdminTransport transport, Set<ServerEvent.Kind> kinds, Listener listener) {
        EventStream stream = new EventStream(transport, EnumSet.copyOf(kinds), listener);
        stream.thread.start();
        return stream;
    }

    public State state() {
        return state;
    }

    /**
     * Connects anew now, as when the machine has woken up or has another address: without waiting on if the connection is
     * broken, and by giving it up if it seems open, because nobody may be at its other end any more.
     */
    public void reconnect() {
        hurry.release();
        closeContent();
    }

    private void closeContent() {
        InputStream content = open;
        if (content != null) {
            try {
                content.close();
            } catch (IOException e) {
                LOG.debug("Closing the stream of events failed; it ends all the same", e);
            }
        }
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        while (!closed) {
            become(State.CONNECTING, "");
            String reason;
            try (InputStream content = transport.open(path, lastId)) {
                open = content;
                become(State.OPEN, "");
                wait = FIRST_WAIT;
                read(content);
                reason = "The server ended the connection";
            } catch (AdminClientException e) {
                if (isRefused(e)) {
                    become(State.REFUSED, String.valueOf(e.getMessage()));
                    return;
                }
                reason = String.valueOf(e.getMessage());
            } catch (IOException e) {
                reason = "The connection broke: " + e.getMessage();
            } finally {
                open = null;
            }
            if (!closed) {
                become(State.WAITING, reason);
                pause(wait);
                wait = longer(wait);
            }
        }
        become(State.CLOSED, "");
    }

    private static boolean isRefused(AdminClientException failure) {
        return failure.problem()
                .filter(problem -> problem.status() == 401 || problem.status() == 403)
                .isPresent();
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private void pause(Duration wait) {
        try {
            if (hurry.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                hurry.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            closed = true;
        }
    }

    private void become(State next, String reason) {
        State shown = closed ? State.CLOSED : next;
        if (state != shown || shown == State.WAITING) {
            state = shown;
            listener.state(shown, shown == State.CLOSED ? "" : reason);
        }
    }

    /** Lines of the form {@code name: value}; an empty one ends an event, one that begins with a colon is a heartbeat. */
    private void read(InputStream content) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        String kind = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
            if (line.isEmpty()) {
                tell(kind, data.toString());
                kind = "";
                data.setLength(0);
            } else if (line.startsWith("event: ")) {
                kind = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(data.isEmpty() ? "" : "\n").append(line, "data: ".length(), line.length());
            }
        }
    }

    private void tell(String kindText, String data) throws IOException {
        Optional<ServerEvent.Kind> kind = ServerEvent.Kind.of(kindText);
        if (kind.isEmpty() || data.isEmpty()) {
            return;
        }
        Object document =
                json.read(data.getBytes(StandardCharsets.UTF_8), kind.get().document());
        try {
            listener.event(kind.get().event(document));
        } catch (RuntimeException e) {
            LOG.error("A listener of events failed; the stream goes on", e);
        }
    }

    /** Ends it; the listener is told {@code CLOSED} last. Does not wait for that. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        closeContent();
    }
}
