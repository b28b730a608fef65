package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Who did what. Used on the user interface thread. */
final class AuditViewModel {
    static final int PAGE = 200;

    /** More is for the file: whoever looks for something filters. */
    static final int MOST = 5000;

    static final String ALL = "all";
    static final List<String> RESULTS = List.of(ALL, "success", "refused", "failed");
    static final List<String> SUBJECTS =
            List.of(ALL, "auth", "user", "access-key", "group", "tenant", "bucket", "object", "setting");
    static final List<String> RANGES = List.of("hour", "day", "week", "month", ALL);

    private static final Map<String, Duration> LENGTHS = Map.of(
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30));

    private final AuditSource source;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final InstantSource clock;
    private final Failures failures;
    private final Loader<Items<AuditEntry>> loader;
    private final ObservableList<AuditEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<AuditEntry> entriesView = FXCollections.unmodifiableObservableList(entries);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty result = new SimpleStringProperty(this, "result", ALL);
    private final StringProperty subject = new SimpleStringProperty(this, "subject", ALL);
    private final StringProperty range = new SimpleStringProperty(this, "range", "week");
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
    private @Nullable String next;
    private AuditEntry.Query current = AuditEntry.Query.ALL;

    AuditViewModel(AuditSource source, Background background, Notices notices, Texts texts, InstantSource clock) {
        this.source = source;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        this.clock = clock;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        for (StringProperty choice : List.of(result, subject, range)) {
            choice.subscribe((before, now) -> load());
        }
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** The newest first. Observable, not to be changed. */
    ObservableList<AuditEntry> entries() {
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

    /** One of {@link #SUBJECTS}. */
    StringProperty subjectProperty() {
        return subject;
    }

    /** One of {@link #RANGES}. */
    StringProperty rangeProperty() {
        return range;
    }

    /** Whether there are older ones. */
    ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    void load() {
        AuditEntry.Query query = query();
        current = query;
        loader.load(texts.get("audit.loading"), () -> source.entries(query, PAGE, null));
    }

    private AuditEntry.Query query() {
        Duration length = LENGTHS.get(range.get());
        Instant from = length == null ? null : clock.instant().minus(length);
        String words = text.get().strip();
        return new AuditEntry.Query(
                null,
                subject.get().equals(ALL) ? null : subject.get() + ".",
                null,
                result.get().equals(ALL) ? null : result.get(),
                from,
                null,
                words.isEmpty() ? null : words);
    }

    /** Looks for everything. */
    void showAll() {
        text.set("");
        for (StringProperty choice : List.of(result, subject, range)) {
            choice.set(ALL);
        }
        load();
    }

    private void arrived(@Nullable Items<AuditEntry> page) {
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
        AuditEntry.Query query = current;
        more.set(false);
        background.run(
                texts.get("audit.loading"),
                () -> source.entries(query, PAGE, cursor),
                page -> {
                    if (query.equals(current)) {
                        entries.addAll(page.items());
                        remember(page.next());
                    }
                },
                failure -> {
                    more.set(true);
                    notices.error(failures.explain(failure));
                });
    }

    /** Writes all entries that fit, also those that are not shown. */
    void export(Path file) {
        AuditEntry.Query query = query();
        background.run(
                texts.get("audit.exporting"),
                () -> {
                    try (OutputStream out = Files.newOutputStream(file)) {
                        source.csv(query, out);
                    }
                    return file;
                },
                written -> notices.success(texts.get("audit.exported", written.getFileName())),
                failure -> notices.error(failures.explain(failure)));
    }

    String resultName(String name) {
        return texts.get("audit.result." + name);
    }

    /** Who, as people say it. */
    String actorName(AuditEntry entry) {
        String name = entry.actor().name();
        if (!name.isEmpty()) {
            return name;
        }
        String key = "audit.actor." + entry.actor().kind();
        return texts.has(key) ? texts.get(key) : entry.actor().kind();
    }

    /** Everything that the table has no column for. */
    String detail(AuditEntry entry) {
        String more = new TreeMap<>(entry.detail())
                .entrySet().stream()
                        .map(pair -> pair.getKey() + ": " + pair.getValue())
                        .collect(Collectors.joining(" · "));
        String client = entry.actor().client();
        String address = entry.actor().address();
        return Stream.of(
                        address.isEmpty() ? "" : texts.get("audit.detail.from", address),
                        client.isEmpty() ? "" : texts.get("audit.detail.with", client),
                        more)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
