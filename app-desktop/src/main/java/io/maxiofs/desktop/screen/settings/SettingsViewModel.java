package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.SettingDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The settings of the server, and what the person wants them to be. Used on the user interface thread. */
final class SettingsViewModel {
    private final SettingsSource source;
    private final Background background;
    private final Dialogs dialogs;
    private final Notices notices;
    private final Texts texts;
    private final Failures failures;
    private final Loader<List<SettingDocument>> loader;
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final StringProperty category = new SimpleStringProperty(this, "category", "");
    private final ObservableList<String> categories = FXCollections.observableArrayList();
    private final ObservableList<SettingRow> shown = FXCollections.observableArrayList();
    private final ObservableList<SettingRow> shownView = FXCollections.unmodifiableObservableList(shown);
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private final ReadOnlyIntegerWrapper faults = new ReadOnlyIntegerWrapper(this, "faults");
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper(this, "saving");
    private List<SettingRow> rows = List.of();

    SettingsViewModel(SettingsSource source, Background background, Dialogs dialogs, Notices notices, Texts texts) {
        this.source = source;
        this.background = background;
        this.dialogs = dialogs;
        this.notices = notices;
        this.texts = texts;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        filter.subscribe((before, now) -> select());
        category.subscribe((before, now) -> select());
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    StringProperty filterProperty() {
        return filter;
    }

    /** The one that is shown while nothing is searched. */
    StringProperty categoryProperty() {
        return category;
    }

    ObservableList<String> categories() {
        return categories;
    }

    /** Those of the category, or what was searched in all of them. Observable, not to be changed. */
    ObservableList<SettingRow> shown() {
        return shownView;
    }

    /** How many are different from the server's. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** How many of them cannot be saved. */
    ReadOnlyIntegerProperty faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty savingProperty() {
        return saving.getReadOnlyProperty();
    }

    String categoryName(String name) {
        String key = "settings.category." + name;
        return texts.has(key) ? texts.get(key) : name;
    }

    /** Where a value comes from. */
    String sourceName(SettingDocument document) {
        String key = "settings.source." + document.state().source();
        return texts.has(key) ? texts.get(key) : document.state().source();
    }

    /** Why a row cannot be saved; empty if it can. */
    String fault(SettingRow row) {
        String key = row.fault();
        if (key == null) {
            return "";
        }
        SettingDocument.Form form = row.document().form();
        return texts.get(
                key, Objects.requireNonNullElse(form.minimum(), "–"), Objects.requireNonNullElse(form.maximum(), "–"));
    }

    /** Loads again, keeping what was changed and not saved. */
    void load() {
        loader.load(texts.get("settings.loading"), source::all);
    }

    private void arrived(@Nullable List<SettingDocument> documents) {
        if (documents == null) {
            return;
        }
        Map<String, SettingRow> edited = new HashMap<>();
        rows.stream()
                .filter(row -> row.changedProperty().get())
                .forEach(row -> edited.put(row.document().key(), row));
        rows = documents.stream().map(SettingRow::new).toList();
        for (SettingRow row : rows) {
            SettingRow before = edited.get(row.document().key());
            if (before != null && before.wanted() == null) {
                row.reset();
            } else if (before != null) {
                row.textProperty().set(before.textProperty().get());
            }
            row.textProperty().subscribe(() -> count());
            row.changedProperty().subscribe(() -> count());
        }
        List<String> present = rows.stream()
                .map(row -> row.document().category())
                .distinct()
                .sorted(Comparator.comparing(this::categoryName, texts.alphabetically()))
                .toList();
        if (!categories.equals(present)) {
            categories.setAll(present);
        }
        if (!present.contains(category.get()) && !present.isEmpty()) {
            category.set(present.getFirst());
        }
        select();
        count();
    }

    private void select() {
        String words = filter.get();
        boolean searched = !words.isBlank();
        shown.setAll(rows.stream()
                .filter(row -> searched
                        ? row.matches(words, texts.server())
                        : row.document().category().equals(category.get()))
                .toList());
    }

    private void count() {
        changes.set(
                (int) rows.stream().filter(row -> row.changedProperty().get()).count());
        faults.set((int) rows.stream().filter(row -> row.fault() != null).count());
    }

    /** Saves all that is different, or nothing if one is refused. */
    void save() {
        if (faults.get() > 0 || changes.get() == 0) {
            return;
        }
        Map<String, @Nullable String> values = new TreeMap<>();
        boolean restart = false;
        for (SettingRow row : rows) {
            if (row.changedProperty().get()) {
                values.put(row.document().key(), row.wanted());
                restart |= row.document().state().restartNeeded();
            }
        }
        int count = values.size();
        String saved = texts.get(restart ? "settings.saved-restart" : "settings.saved", count);
        change(() -> source.set(values), saved);
    }

    /** What may fail for the sake of a file on this computer too. */
    @FunctionalInterface
    private interface Job {
        void run() throws IOException;
    }

    private void change(Job job, String success) {
        saving.set(true);
        Callable<Boolean> work = () -> {
            job.run();
            return true;
        };
        background.run(
                texts.get("settings.saving"),
                work,
                done -> {
                    saving.set(false);
                    rows = List.of();
                    notices.success(success);
                    load();
                },
                failure -> {
                    saving.set(false);
                    dialogs.error(texts.get("settings.not-saved"), failures.explain(failure));
                });
    }

    /** Forgets what was not saved. */
    void discard() {
        rows.forEach(SettingRow::undo);
        count();
    }

    /** Writes what was changed on the server, without secrets. */
    void exportTo(Path file) {
        background.run(
                texts.get("settings.exporting"),
                () -> Files.write(file, AdminJson.strict().write(source.exported())),
                written -> notices.success(texts.get("settings.exported", written.getFileName())),
                failure -> dialogs.error(texts.get("settings.not-exported"), failures.explain(failure)));
    }

    /** Makes the settings those of a file, after showing what it says. */
    void importFrom(Path file) {
        background.run(
                texts.get("settings.importing"),
                () -> AdminJson.lenient().read(Files.readAllBytes(file), SettingDocument.Changes.class),
                this::confirmImport,
                failure -> dialogs.error(texts.get("settings.not-imported"), failures.explain(failure)));
    }

    private void confirmImport(SettingDocument.Changes changes) {
        List<String> lines = changes.values().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .sorted()
                .toList();
        dialogs.confirm(
                new Dialogs.Confirmation(
                        texts.get("settings.import.title"),
                        texts.get("settings.import.detail"),
                        lines,
                        texts.get("settings.import")),
                () -> change(() -> source.imported(changes), texts.get("settings.imported", lines.size())));
    }
}
