package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The requests the server served last, at most {@value #MOST} of them. Used on the user interface thread. */
final class TraceViewModel {
    /** More would only be memory: whoever looks for one request filters. */
    static final int MOST = 1000;

    static final int PAGE = 200;

    /** What the choice of results offers; the first is all. */
    static final List<String> RESULTS = List.of("all", "failed", "2xx", "3xx", "4xx", "5xx");

    private final ActivitySource source;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final Failures failures;
    private final Loader<Items<TraceEntry>> loader;
    private final ObservableList<TraceEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<TraceEntry> entriesView = FXCollections.unmodifiableObservableList(entries);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty result = new SimpleStringProperty(this, "result", RESULTS.getFirst());
    private final ObjectProperty<ActivityViewModel.@Nullable Span> span = new SimpleObjectProperty<>(this, "span");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private @Nullable String next;
    private boolean frozen;

    TraceViewModel(ActivitySource source, Background background, Notices notices, Texts texts) {
        this.source = source;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        result.subscribe((before, now) -> load());
        span.subscribe((before, now) -> load());
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** The newest first. Observable, not to be changed. */
    ObservableList<TraceEntry> entries() {
        return entriesView;
    }

    /** What must occur somewhere; asked for when {@link #load} is called. */
    StringProperty textProperty() {
        return text;
    }

    /** One of {@link #RESULTS}. */
    StringProperty resultProperty() {
        return result;
    }

    /** The part of the time axis that is shown; null for now and all before. */
    ObjectProperty<ActivityViewModel.@Nullable Span> spanProperty() {
        return span;
    }

    /** Whether there are older ones. */
    ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    void freeze(boolean isFrozen) {
        frozen = isFrozen;
        if (!isFrozen) {
            load();
        }
    }

    void load() {
        TraceQuery query = query();
        loader.load(texts.get("activity.trace.loading"), () -> source.trace(query, PAGE, null));
    }

    private TraceQuery query() {
        ActivityViewModel.Span part = span.get();
        String words = text.get().strip();
        return new TraceQuery(
                null,
                isAnyResult() ? null : result.get(),
                null,
                null,
                part == null ? null : part.from(),
                part == null ? null : part.to(),
                words.isEmpty() ? null : words);
    }

    /** Whether only some requests are looked for. */
    BooleanBinding narrowed() {
        return Bindings.createBooleanBinding(this::isNarrowed, text, result, span);
    }

    private boolean isNarrowed() {
        return !isAnyResult() || !text.get().isBlank() || span.get() != null;
    }

    /** Looks for all requests. */
    void showAll() {
        text.set("");
        result.set(RESULTS.getFirst());
        span.set(null);
        load();
    }

    private boolean isAnyResult() {
        return result.get().equals(RESULTS.getFirst());
    }

    private void arrived(@Nullable Items<TraceEntry> page) {
        if (page != null) {
            entries.setAll(page.items());
            remember(page.next());
        }
    }

    private void remember(@Nullable String cursor) {
        next = cursor;
        more.set(cursor != null && entries.size() < MOST);
    }

    /** Fetches older ones. */
    void loadMore() {
        String cursor = next;
        if (cursor == null) {
            return;
        }
        TraceQuery query = query();
        more.set(false);
        background.run(
                texts.get("activity.trace.loading"),
                () -> source.trace(query, PAGE, cursor),
                page -> {
                    if (query.equals(query())) {
                        entries.addAll(page.items());
                        remember(page.next());
                    }
                },
                failure -> {
                    more.set(true);
                    notices.error(failures.explain(failure));
                });
    }

    /** A request ended. Comes on top unless the list is narrowed, which only the server can decide. */
    void traced(TraceEntry entry) {
        if (frozen || isNarrowed() || !loader.state().equals(LoadState.LOADED)) {
            return;
        }
        if (entries.stream().limit(PAGE).anyMatch(known -> known.id().equals(entry.id()))) {
            return;
        }
        entries.addFirst(entry);
        if (entries.size() > MOST) {
            entries.removeLast();
        }
    }

    /** Hands the request on as a command. */
    void curl(TraceEntry entry, Consumer<String> made) {
        background.run(
                texts.get("activity.trace.loading"),
                () -> source.curl(entry.id()),
                made,
                failure -> notices.error(failures.explain(failure)));
    }

    /** Writes the requests that are shown. */
    void export(Path file) {
        List<TraceEntry> shown = List.copyOf(entries);
        background.run(
                texts.get("activity.exporting"),
                () -> Files.writeString(file, MetricsCsv.requests(shown), StandardCharsets.UTF_8),
                written -> notices.success(texts.get("activity.exported", written.getFileName())),
                failure -> notices.error(failures.explain(failure)));
    }
}
