package io.maxiofs.desktop.model;

import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.SignIn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on the server of a session, for everybody in the window over one connection, which carries only what
 * somebody listens to. Used on the user interface thread, on which listeners are called.
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Set<Kind> WHILE_HIDDEN = Set.of(Kind.STATE, Kind.ALERT, Kind.JOB);

    private final Supplier<AdminClient> admin;
    private final UiThread ui;
    private final List<Listening> listeners = new ArrayList<>();
    private final ReadOnlyObjectWrapper<EventStream.State> state =
            new ReadOnlyObjectWrapper<>(this, "state", EventStream.State.CLOSED);
    private final ReadOnlyBooleanWrapper signedOut = new ReadOnlyBooleanWrapper(this, "signedOut");
    private EnumSet<Kind> followed = EnumSet.noneOf(Kind.class);
    private @Nullable EventStream stream;
    private int generation;
    private boolean hidden;
    private boolean closed;
    private boolean refusedBefore;
    private boolean outdated;

    private record Listening(Set<Kind> kinds, Consumer<? super ServerEvent> listener) {}

    /** @param admin gives the client whose token is valid now */
    public EventFeed(Supplier<AdminClient> admin, UiThread ui) {
        this.admin = admin;
        this.ui = ui;
    }

    /**
     * Calls the listener for every event of these kinds until it is unsubscribed. {@link ServerEvent.Missed} comes to all:
     * what is shown is to be asked for again then.
     */
    public Subscription listen(Set<Kind> kinds, Consumer<? super ServerEvent> listener) {
        Listening listening = new Listening(Set.copyOf(kinds), listener);
        listeners.add(listening);
        follow();
        return () -> {
            listeners.remove(listening);
            follow();
        };
    }

    /** While the window is not seen only states, alerts and jobs are followed, and the server measures nothing for us. */
    public void hidden(boolean isHidden) {
        hidden = isHidden;
        follow();
    }

    /**
     * Connects anew now, as when the machine has woken up or has other addresses. Everybody is told {@link
     * ServerEvent.Missed} when the connection is there again, because what is shown may be old.
     */
    public void reconnect() {
        if (stream != null) {
            outdated = true;
            aside(stream::reconnect);
        }
    }

    /** Begins anew with the token that is valid now. */
    public void restart() {
        followed = EnumSet.noneOf(Kind.class);
        follow();
    }

    public ReadOnlyObjectProperty<EventStream.State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    private void follow() {
        if (closed) {
            return;
        }
        EnumSet<Kind> wanted = EnumSet.noneOf(Kind.class);
        for (Listening listening : listeners) {
            wanted.addAll(listening.kinds());
        }
        wanted.remove(Kind.MISSED);
        if (wanted.contains(Kind.CHANGE)) {
            // Costs nothing while there is none, and the stream need not be opened anew when one is followed.
            wanted.add(Kind.JOB);
        }
        if (hidden) {
            wanted.retainAll(WHILE_HIDDEN);
        }
        if (wanted.equals(followed)) {
            return;
        }
        followed = wanted;
        closeStream();
        if (!wanted.isEmpty()) {
            open(EnumSet.copyOf(wanted), new Forward());
        }
    }

    /** Elsewhere, because a token that has to be renewed first takes its time. */
    private void open(Set<Kind> kinds, Forward forward) {
        Thread.ofVirtual().name("event-feed").start(() -> {
            try {
                EventStream opened = admin.get().events(kinds, forward);
                ui.run(() -> {
                    if (forward.isCurrent()) {
                        stream = opened;
                    } else {
                        aside(opened::close);
                    }
                });
            } catch (AdminClientException e) {
                LOG.info("Events cannot be followed", e);
                forward.state(EventStream.State.REFUSED, String.valueOf(e.getMessage()));
            }
        });
    }

    /** Whether the server does not take the sign-in any more; only signing in again helps. */
    public ReadOnlyBooleanProperty signedOutProperty() {
        return signedOut.getReadOnlyProperty();
    }

    /** The token of a stream may have ended while the sign-in goes on; without the network nobody knows, so it is tried again. */
    private void restartIfSignedIn(Forward refused) {
        Thread.ofVirtual().name("event-feed").start(() -> {
            try {
                SignIn.Me me = admin.get().me();
                LOG.debug("Still signed in as {}", me.user());
            } catch (AdminClientException e) {
                LOG.info("It is not certain that the sign-in goes on", e);
                ui.run(() -> notSignedIn(refused, e.problem().isPresent()));
                return;
            }
            ui.run(() -> {
                if (refused.isCurrent()) {
                    restart();
                }
            });
        });
    }

    private void notSignedIn(Forward refused, boolean said) {
        if (!refused.isCurrent()) {
            return;
        }
        if (said) {
            signedOut.set(true);
        } else {
            refusedBefore = false;
            restart();
        }
    }

    private void closeStream() {
        EventStream before = stream;
        stream = null;
        if (before != null) {
            aside(before::close);
        }
        generation++;
    }

    /** Giving up a connection that somebody reads from waits for the reader. */
    private static void aside(Runnable work) {
        Thread.ofVirtual().name("event-feed").start(work);
    }

    private void opened() {
        refusedBefore = false;
        if (outdated) {
            outdated = false;
            tell(new ServerEvent.Missed(), Kind.MISSED);
        }
    }

    private void tell(ServerEvent event, Kind kind) {
        for (Listening listening : List.copyOf(listeners)) {
            if (kind == Kind.MISSED || listening.kinds().contains(kind)) {
                listening.listener().accept(event);
            }
        }
    }

    private static Kind kindOf(ServerEvent event) {
        return switch (event) {
            case ServerEvent.StateChanged e -> Kind.STATE;
            case ServerEvent.Measured e -> Kind.METRICS;
            case ServerEvent.Changed e -> Kind.CHANGE;
            case ServerEvent.Traced e -> Kind.TRACE;
            case ServerEvent.Alerted e -> Kind.ALERT;
            case ServerEvent.Worked e -> Kind.JOB;
            case ServerEvent.Missed e -> Kind.MISSED;
        };
    }

    @Override
    public void close() {
        closed = true;
        listeners.clear();
        closeStream();
        state.set(EventStream.State.CLOSED);
    }

    /** Brings what a stream tells to the right thread, unless another has taken its place meanwhile. */
    private final class Forward implements EventStream.Listener {
        private final int mine = generation;

        boolean isCurrent() {
            return mine == generation;
        }

        @Override
        public void event(ServerEvent event) {
            ui.run(() -> {
                if (isCurrent()) {
                    tell(event, kindOf(event));
                }
            });
        }

        @Override
        public void state(EventStream.State next, String reason) {
            ui.run(() -> {
                if (isCurrent()) {
                    state.set(next);
                    if (next == EventStream.State.REFUSED && !refusedBefore) {
                        refusedBefore = true;
                        restartIfSignedIn(this);
                    } else if (next == EventStream.State.OPEN) {
                        opened();
                    }
                }
            });
        }
    }
}
