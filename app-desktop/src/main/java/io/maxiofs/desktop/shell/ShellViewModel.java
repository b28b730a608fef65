package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerOverview;
import java.util.EnumSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the frame around the screens says: state, throughput, free space, alerts. Used on the user interface thread. */
public final class ShellViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(ShellViewModel.class);

    private final Texts texts;
    private final Background background;
    private final ReadOnlyStringWrapper stateWord = new ReadOnlyStringWrapper(this, "stateWord", "");
    private final ReadOnlyObjectWrapper<Tone> stateTone = new ReadOnlyObjectWrapper<>(this, "stateTone", Tone.NEUTRAL);
    private final ReadOnlyStringWrapper stateDetail = new ReadOnlyStringWrapper(this, "stateDetail", "");
    private final ReadOnlyStringWrapper throughput = new ReadOnlyStringWrapper(this, "throughput", "");
    private final ReadOnlyStringWrapper freeSpace = new ReadOnlyStringWrapper(this, "freeSpace", "");
    private final ObservableList<AlertDocument> alerts = FXCollections.observableArrayList();
    private Subscription following = Subscription.EMPTY;
    private boolean remote;

    public ShellViewModel(Texts texts, Background background) {
        this.texts = texts;
        this.background = background;
    }

    /** Follows this server instead of the one before. */
    public void follow(Session session) {
        leave();
        remote = session.server() instanceof Server.Remote;
        Subscription events = session.events()
                .listen(
                        EnumSet.of(ServerEvent.Kind.STATE, ServerEvent.Kind.METRICS, ServerEvent.Kind.ALERT),
                        event -> take(event, session));
        Subscription link = session.events().stateProperty().subscribe(this::linked);
        Subscription ended = session.events().signedOutProperty().subscribe(this::signedOut);
        following = Subscription.combine(events, link, ended);
        load(session);
    }

    /** There is no server to follow. */
    public void leave() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        remote = false;
        throughput.set("");
        freeSpace.set("");
        alerts.clear();
    }

    /** The server of this computer stands so; a remote one in front says itself how it is. */
    public void supervised(Status status) {
        if (!remote) {
            stateWord.set(ServerStateViewModel.word(texts, status.state()));
            stateTone.set(ServerStateViewModel.tone(status.state()));
            stateDetail.set(status.detail());
        }
    }

    private void load(Session session) {
        background.run(
                texts.get("shell.loading"),
                () -> session.admin().health().overview(),
                overview -> {
                    told(overview.state());
                    alerts.setAll(overview.alerts());
                    space(overview.space().free());
                },
                failure -> LOG.info("The server does not say how it is", failure));
    }

    private void take(ServerEvent event, Session session) {
        switch (event) {
            case ServerEvent.StateChanged(ServerOverview.State state) -> told(state);
            case ServerEvent.Measured(MetricsDocument metrics) -> measured(metrics);
            case ServerEvent.Alerted(AlertDocument alert) -> alerted(alert);
            case ServerEvent.Missed missed -> load(session);
            case ServerEvent.Changed changed -> LOG.trace("Not shown in the frame: {}", changed);
            case ServerEvent.Traced traced -> LOG.trace("Not shown in the frame: {}", traced);
            case ServerEvent.Worked worked -> LOG.trace("Not shown in the frame: {}", worked);
        }
    }

    private void told(ServerOverview.State state) {
        String key = "shell.state." + state.name().replace('_', '-');
        stateWord.set(texts.has(key) ? texts.get(key) : state.name());
        stateTone.set(
                switch (state.name()) {
                    case "running" -> Tone.GOOD;
                    case "stopping" -> Tone.BUSY;
                    case "drive_missing" -> Tone.BAD;
                    default -> Tone.WARNING;
                });
        stateDetail.set(state.reason());
    }

    private void measured(MetricsDocument metrics) {
        throughput.set(texts.get(
                "shell.throughput",
                texts.formats().bytesPerSecond(metrics.traffic().bytesInPerSecond()),
                texts.formats().bytesPerSecond(metrics.traffic().bytesOutPerSecond())));
        space(metrics.disk().freeBytes());
    }

    private void space(@Nullable Long free) {
        if (free != null) {
            freeSpace.set(texts.get("shell.free", texts.formats().bytes(free)));
        }
    }

    private void alerted(AlertDocument alert) {
        alerts.removeIf(known -> known.id().equals(alert.id()));
        if (alert.state().equals("firing")) {
            alerts.addFirst(alert);
        }
    }

    private void linked(EventStream.State state) {
        if (remote && state == EventStream.State.WAITING) {
            stateWord.set(texts.get("shell.state.unreachable"));
            stateTone.set(Tone.BAD);
        }
    }

    private void signedOut(boolean ended) {
        if (remote && ended) {
            stateWord.set(texts.get("shell.state.signed-out"));
            stateTone.set(Tone.BAD);
            stateDetail.set(texts.get("failure.signed-out"));
        }
    }

    public ReadOnlyStringProperty stateWordProperty() {
        return stateWord.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Tone> stateToneProperty() {
        return stateTone.getReadOnlyProperty();
    }

    /** Why, in the server's words; empty while all is well. */
    public ReadOnlyStringProperty stateDetailProperty() {
        return stateDetail.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty throughputProperty() {
        return throughput.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty freeSpaceProperty() {
        return freeSpace.getReadOnlyProperty();
    }

    /** Those that fire, the newest first. Not to be changed. */
    public ObservableList<AlertDocument> alerts() {
        return FXCollections.unmodifiableObservableList(alerts);
    }
}
