package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the server measured over the chosen range, and what it measures now. Holds at most a range of points. Used on the
 * user interface thread.
 */
final class ActivityViewModel {
    /** Classes of operations whose times can be chosen. */
    static final List<String> OPERATIONS = List.of(
            "write_small",
            "write_large",
            "read_small",
            "read_large",
            "head",
            "list",
            "delete",
            "multipart",
            "settings",
            "admin",
            "other");

    private static final Map<Range, Duration> LENGTHS = Map.of(
            Range.TEN_MINUTES, Duration.ofMinutes(10),
            Range.TWO_HOURS, Duration.ofHours(2),
            Range.SEVEN_DAYS, Duration.ofDays(7),
            Range.YEAR, Duration.ofDays(365));

    private final ActivitySource source;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final Failures failures;
    private final Loader<MetricsHistory> loader;
    private final ObjectProperty<Range> range = new SimpleObjectProperty<>(this, "range", Range.TEN_MINUTES);
    private final BooleanProperty frozen = new SimpleBooleanProperty(this, "frozen");
    private final StringProperty operation = new SimpleStringProperty(this, "operation", OPERATIONS.getFirst());
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ObservableList<MetricsDocument> points = FXCollections.observableArrayList();
    private final ObservableList<MetricsDocument> pointsView = FXCollections.unmodifiableObservableList(points);
    private boolean fetching;

    ActivityViewModel(ActivitySource source, Background background, Notices notices, Texts texts) {
        this.source = source;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        range.subscribe((before, now) -> {
            points.clear();
            load();
        });
        operation.subscribe((before, now) -> changed());
        frozen.subscribe((before, now) -> {
            if (!now) {
                load();
            }
        });
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    ObjectProperty<Range> rangeProperty() {
        return range;
    }

    /** While it is true what is shown stays; afterwards what was missed is fetched. */
    BooleanProperty frozenProperty() {
        return frozen;
    }

    /** One of {@link #OPERATIONS}. */
    StringProperty operationProperty() {
        return operation;
    }

    /** Grows whenever something is to be drawn anew. */
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The oldest first. Observable, not to be changed. */
    ObservableList<MetricsDocument> points() {
        return pointsView;
    }

    static Duration length(Range range) {
        return LENGTHS.getOrDefault(range, Duration.ofMinutes(10));
    }

    void load() {
        Range wanted = range.get();
        loader.load(texts.get("activity.loading"), () -> source.history(wanted, null));
    }

    private void arrived(@Nullable MetricsHistory history) {
        if (history != null && history.range().equals(range.get().text())) {
            points.setAll(history.points());
            changed();
        }
    }

    /** The server measured: a point of the shortest range, a reason to ask in the others. */
    void measured(MetricsDocument point) {
        if (frozen.get() || !loader.state().equals(LoadState.LOADED)) {
            return;
        }
        Range current = range.get();
        if (current == Range.TEN_MINUTES) {
            append(List.of(point));
        } else if (isDue(point.time(), current)) {
            fetch(current);
        }
    }

    private boolean isDue(Instant now, Range current) {
        Instant last = lastTime();
        return !fetching
                && (last == null || !last.plusSeconds(current.stepSeconds()).isAfter(now));
    }

    private void fetch(Range current) {
        fetching = true;
        Instant last = lastTime();
        background.run(
                texts.get("activity.loading"),
                () -> source.history(current, last),
                history -> {
                    fetching = false;
                    if (range.get() == current && !frozen.get()) {
                        append(history.points());
                    }
                },
                failure -> fetching = false);
    }

    private @Nullable Instant lastTime() {
        return points.isEmpty() ? null : points.getLast().time();
    }

    private void append(List<MetricsDocument> more) {
        Instant last = lastTime();
        List<MetricsDocument> newer = more.stream()
                .filter(point -> last == null || point.time().isAfter(last))
                .toList();
        if (newer.isEmpty()) {
            return;
        }
        Instant oldest = newer.getLast().time().minus(length(range.get()));
        int gone = 0;
        while (gone < points.size() && points.get(gone).time().isBefore(oldest)) {
            gone++;
        }
        points.remove(0, gone);
        points.addAll(newer);
        changed();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    /** The span whose end a point is, a step wide at least. */
    Span spanOf(Instant point) {
        return new Span(point.minusSeconds(range.get().stepSeconds()), point.plusMillis(1));
    }

    /** A part of the time axis. */
    record Span(Instant from, Instant to) {}

    /** Writes the numbers that are shown. */
    void export(Path file) {
        List<MetricsDocument> shown = List.copyOf(points);
        String of = operation.get();
        background.run(
                texts.get("activity.exporting"),
                () -> Files.writeString(file, MetricsCsv.points(shown, of), StandardCharsets.UTF_8),
                written -> notices.success(texts.get("activity.exported", written.getFileName())),
                failure -> notices.error(failures.explain(failure)));
    }
}
