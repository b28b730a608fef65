package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.control.ByteBar.Part;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerOverview;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Is it safe, is it reachable. Used on the user interface thread. */
final class OverviewViewModel {
    /** What makes the overview worth asking for again. */
    static final Set<ServerEvent.Kind> FOLLOWED =
            Set.of(ServerEvent.Kind.STATE, ServerEvent.Kind.CHANGE, ServerEvent.Kind.ALERT);

    private static final int MOST_CLOSED = 2;

    private final OverviewSource source;
    private final ServerPower power;
    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final InstantSource clock;
    private final Failures failures;
    private final Loader<ServerOverview> loader;
    private final ObservableList<AddressLine> addresses = FXCollections.observableArrayList();
    private final ObservableList<AddressLine> addressesView = FXCollections.unmodifiableObservableList(addresses);
    private boolean again;

    OverviewViewModel(
            OverviewSource source,
            ServerPower power,
            Background background,
            Dialogs dialogs,
            Texts texts,
            InstantSource clock) {
        this.source = source;
        this.power = power;
        this.background = background;
        this.dialogs = dialogs;
        this.texts = texts;
        this.clock = clock;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        loader.stateProperty().subscribe(this::stateChanged);
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until it was loaded once. */
    ReadOnlyObjectProperty<@Nullable ServerOverview> overviewProperty() {
        return loader.valueProperty();
    }

    /** Observable, not to be changed. */
    ObservableList<AddressLine> addresses() {
        return addressesView;
    }

    void load() {
        loader.load(texts.get("overview.loading"), source::overview);
    }

    /** Whatever happens is a reason to ask again, but not more often than answers come. */
    void happened(ServerEvent event) {
        if (loader.state().equals(LoadState.LOADING)) {
            again = true;
        } else {
            load();
        }
    }

    private void stateChanged(LoadState state) {
        if (again && !state.equals(LoadState.LOADING)) {
            again = false;
            load();
        }
    }

    private void arrived(@Nullable ServerOverview overview) {
        if (overview == null) {
            return;
        }
        addresses.setAll(
                worthShowing(overview.addresses()).stream().map(this::line).toList());
        for (ServerOverview.Address address : overview.addresses()) {
            if (address.listening()) {
                check(address);
            }
        }
    }

    /** Those that are open, and a few of those that could be: not the many a machine has for itself. */
    private static List<ServerOverview.Address> worthShowing(List<ServerOverview.Address> all) {
        Stream<ServerOverview.Address> open = all.stream().filter(ServerOverview.Address::listening);
        Stream<ServerOverview.Address> closed = all.stream()
                .filter(address -> !address.listening() && !address.scope().equals("machine"))
                .filter(address -> !address.url().contains("//[fe80"))
                .limit(MOST_CLOSED);
        return Stream.concat(open, closed).toList();
    }

    /** What was found before stands until it was tried again, so that the ticks do not flicker. */
    private AddressLine line(ServerOverview.Address address) {
        if (!address.listening()) {
            return new AddressLine(address, AddressLine.Reach.CLOSED);
        }
        AddressLine.Reach before = addresses.stream()
                .filter(line -> line.address().url().equals(address.url()))
                .map(AddressLine::reach)
                .findFirst()
                .orElse(AddressLine.Reach.CHECKING);
        return new AddressLine(address, before == AddressLine.Reach.CLOSED ? AddressLine.Reach.CHECKING : before);
    }

    private void check(ServerOverview.Address address) {
        background.run(
                texts.get("overview.checking", address.url()),
                () -> source.reaches(URI.create(address.url())),
                reached -> found(address, reached ? AddressLine.Reach.YES : AddressLine.Reach.NO),
                failure -> found(address, AddressLine.Reach.NO));
    }

    private void found(ServerOverview.Address address, AddressLine.Reach reach) {
        addresses.replaceAll(line -> line.address().url().equals(address.url()) ? line.with(reach) : line);
    }

    /** The address to copy: the best one that works from here, else the best there is; empty if there is none. */
    String endpoint() {
        return addresses.stream()
                .filter(line -> line.reach() == AddressLine.Reach.YES)
                .findFirst()
                .or(() -> addresses.stream().findFirst())
                .map(line -> line.address().url())
                .orElse("");
    }

    Tone tone(ServerOverview.State state) {
        return switch (state.name()) {
            case "running" -> Tone.GOOD;
            case "stopping" -> Tone.BUSY;
            case "drive_missing" -> Tone.BAD;
            default -> Tone.WARNING;
        };
    }

    String stateName(ServerOverview.State state) {
        String key = "overview.state." + state.name().replace('_', '-').toLowerCase(Locale.ROOT);
        return texts.has(key) ? texts.get(key) : state.name();
    }

    /** What the state means, with what to do about it. */
    String stateDetail(ServerOverview overview) {
        ServerOverview.State state = overview.state();
        if (state.reason().isEmpty()) {
            return texts.get(
                    "overview.running-since",
                    texts.formats().dateTime(overview.server().started()),
                    overview.server().version());
        }
        return state.remedy().isEmpty() ? state.reason() : state.reason() + " " + state.remedy();
    }

    List<Part> space(ServerOverview overview) {
        return SpaceParts.of(overview.space(), texts);
    }

    String lastWrite(ClientDocument client) {
        Instant written = client.seen().lastWrite();
        return written == null
                ? texts.get("overview.client.never-wrote")
                : texts.get("overview.client.wrote", age(written));
    }

    String age(Instant then) {
        return texts.formats().age(then, clock.instant());
    }

    Tone scrubTone(HealthDocument.Scrub scrub) {
        if (scrub.faults() > 0) {
            return Tone.BAD;
        }
        return scrub.last() == null ? Tone.NEUTRAL : Tone.GOOD;
    }

    /** When everything was last read and verified, and what was found. */
    String scrubLine(HealthDocument.Scrub scrub) {
        Instant last = scrub.last();
        if (scrub.faults() > 0) {
            return texts.get("overview.scrub.faults", scrub.faults());
        }
        return last == null ? texts.get("overview.scrub.never") : texts.get("overview.scrub.clean", age(last));
    }

    Tone alertTone(AlertDocument alert) {
        return switch (alert.severity()) {
            case "critical" -> Tone.BAD;
            case "warning" -> Tone.WARNING;
            default -> Tone.NEUTRAL;
        };
    }

    Set<ServerPower.Action> possible() {
        return power.possible();
    }

    /** Stops and restarts only after a question: clients lose their connection. */
    void act(ServerPower.Action action) {
        ServerOverview overview = loader.value();
        int inFlight = overview == null ? 0 : overview.state().inFlight();
        switch (action) {
            case STOP ->
                dialogs.confirm(
                        new Dialogs.Confirmation(
                                texts.get("overview.stop.title"),
                                texts.get("overview.stop.detail", inFlight),
                                List.of(),
                                texts.get("overview.stop")),
                        () -> perform(action));
            case RESTART ->
                dialogs.confirm(
                        new Dialogs.Confirmation(
                                texts.get("overview.restart.title"),
                                texts.get("overview.stop.detail", inFlight),
                                List.of(),
                                texts.get("overview.restart")),
                        () -> perform(action));
            case EJECT ->
                dialogs.confirm(
                        new Dialogs.Confirmation(
                                texts.get("overview.eject.title"),
                                texts.get("overview.stop.detail", inFlight),
                                List.of(texts.get("overview.eject.then")),
                                texts.get("overview.eject")),
                        () -> perform(action));
            case START, OPEN_LOG, RUN_AS_SERVICE, RUN_WITH_APPLICATION -> perform(action);
        }
    }

    private void perform(ServerPower.Action action) {
        background.run(
                texts.get("overview.acting"),
                () -> {
                    power.perform(action);
                    return true;
                },
                done -> load(),
                failure -> dialogs.error(texts.get("overview.acting-failed"), failures.explain(failure)));
    }
}
