package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.BucketDocument;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds the table of buckets to nodes. */
final class BucketsView {
    private static final long GIB = 1L << 30;
    private static final double NEARLY_FULL = 0.9;

    private final ScreenContext context;
    private final Texts texts;
    private final BucketsViewModel model;
    private final Consumer<String> settings;
    private final SortableTable<BucketDocument> table;
    private final FilterField filter;
    private final VBox root = new VBox();
    private String selected = "";

    BucketsView(ScreenContext context, BucketsViewModel model, Consumer<String> settings) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.settings = settings;
        this.filter = new FilterField(texts.get("buckets.filter"));
        this.table = table();
        filter.setId("buckets-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        StatePane content = new StatePane(texts)
                .follow(model.stateProperty())
                .content(table)
                .whenEmpty(
                        Bindings.isEmpty(model.rows()),
                        texts.get("buckets.empty-screen"),
                        texts.get("buckets.create"),
                        this::openCreate)
                .onRetry(model::refresh);
        VBox.setVgrow(content, Priority.ALWAYS);
        keepSelection();
        root.getStyleClass().add("screen");
        root.getChildren().addAll(new ScreenTitle(texts.get("nav.buckets")), actions(), content);
    }

    Parent root() {
        return root;
    }

    /** The list is loaded again whenever something changes on the server; what is selected must not get lost by that. */
    private void keepSelection() {
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                selected = chosen.name();
            }
        });
        model.rows().addListener((ListChangeListener<BucketDocument>) change -> table.getItems().stream()
                .filter(row -> row.name().equals(selected))
                .findFirst()
                .ifPresent(row -> table.getSelectionModel().select(row)));
    }

    void focusFilter() {
        filter.requestFocus();
    }

    private FlowPane actions() {
        BooleanBinding none = table.getSelectionModel().selectedItemProperty().isNull();
        Button create = button("buckets-create", "buckets.create", Feather.PLUS, this::openCreate);
        create.getStyleClass().add("accent");
        Button open = onSelected("buckets-open", "buckets.open", Feather.FOLDER, none, this::openObjects);
        Button change = onSelected(
                "buckets-settings", "buckets.settings", Feather.SLIDERS, none, b -> settings.accept(b.name()));
        Button empty = onSelected("buckets-empty", "buckets.empty", Feather.WIND, none, model::empty);
        Button delete = onSelected("buckets-delete", "buckets.delete", Feather.TRASH_2, none, model::delete);
        FlowPane actions = new FlowPane(8, 8, create, open, change, empty, delete, filter);
        actions.getStyleClass().add("screen-actions");
        return actions;
    }

    private Button onSelected(
            String id, String key, Feather icon, BooleanBinding none, Consumer<BucketDocument> action) {
        Button button = button(id, key, icon, () -> {
            BucketDocument selected = table.getSelectionModel().getSelectedItem();
            if (selected != null) {
                action.accept(selected);
            }
        });
        button.disableProperty().bind(none);
        return button;
    }

    private Button button(String id, String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private SortableTable<BucketDocument> table() {
        SortableTable<BucketDocument> made =
                SortableTable.steady(model.rows(), texts.get("nav.buckets"), BucketDocument::name);
        made.setId("buckets-table");
        Function<Long, String> bytes = texts.formats()::bytes;
        Function<Long, String> number = texts.formats()::number;
        made.text("bucket-name", texts.get("buckets.column.name"), BucketDocument::name)
                .setMinWidth(120);
        made.amount(
                "bucket-objects",
                texts.get("buckets.column.objects"),
                b -> b.usage().objects(),
                number);
        made.amount(
                "bucket-size", texts.get("buckets.column.size"), b -> b.usage().bytes(), bytes);
        made.amount(
                "bucket-versions",
                texts.get("buckets.column.versions-size"),
                b -> b.usage().olderBytes(),
                bytes);
        made.text("bucket-versioning", texts.get("buckets.column.versioning"), model::versioningText);
        made.text("bucket-lock", texts.get("buckets.column.lock"), model::lockText);
        made.node(
                "bucket-quota",
                texts.get("buckets.column.quota"),
                b -> {
                    Double share = BucketsViewModel.quotaShare(b);
                    return share == null ? -1.0 : share;
                },
                this::quota);
        made.text("bucket-encryption", texts.get("buckets.column.encryption"), model::encryptionText);
        made.column(
                "bucket-last-write",
                texts.get("buckets.column.last-write"),
                BucketDocument::lastWrite,
                when -> texts.formats().age(when, context.clock().instant()));
        made.filterBy(model.filterProperty(), BucketDocument::name);
        made.emptyText(texts.get("buckets.filter.nothing"));
        made.onOpen(this::openObjects);
        made.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            BucketDocument selected = made.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.DELETE && selected != null) {
                model.delete(selected);
                event.consume();
            }
        });
        return made;
    }

    private Node quota(BucketDocument bucket) {
        Double share = BucketsViewModel.quotaShare(bucket);
        Label words = new Label(model.quotaText(bucket));
        words.getStyleClass().add("table-detail");
        if (share == null) {
            words.getStyleClass().add("muted");
            return words;
        }
        ProgressBar bar = new ProgressBar(Math.min(1, share));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.getText());
        if (share >= NEARLY_FULL) {
            bar.getStyleClass().add("danger");
            words.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        }
        return new VBox(2, bar, words);
    }

    private void openObjects(BucketDocument bucket) {
        context.navigator().go(Place.of(ScreenId.OBJECTS, Place.BUCKET, bucket.name()));
    }

    private void openCreate() {
        TextField name = new TextField();
        ComboBox<String> preset = new ComboBox<>(FXCollections.observableArrayList(BucketsViewModel.PRESETS));
        preset.setValue("backup");
        preset.setMaxWidth(Double.MAX_VALUE);
        preset.setConverter(presetNames());
        Label meaning = new Label();
        meaning.setWrapText(true);
        meaning.getStyleClass().add("muted");
        meaning.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("buckets.preset.meaning." + preset.getValue()), preset.valueProperty()));
        Spinner<Integer> days = new Spinner<>(1, 36_500, 30);
        days.setEditable(true);
        days.disableProperty().bind(preset.valueProperty().isNotEqualTo("immutable-backup"));
        Spinner<Integer> quota = new Spinner<>(0, 1_000_000, 0);
        quota.setEditable(true);
        Label wrong = new Label();
        wrong.setWrapText(true);
        wrong.getStyleClass().add("form-failure");
        wrong.setId("create-problem");
        wrong.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            String problem = model.problemOf(name.getText());
                            return name.getText().isEmpty() || problem == null ? "" : problem;
                        },
                        name.textProperty()));
        FormRows form = new FormRows()
                .row(texts.get("buckets.column.name"), "create-name", name)
                .wide(wrong)
                .row(texts.get("buckets.preset"), "create-preset", preset)
                .wide(meaning)
                .row(texts.get("buckets.retention-days"), "create-days", days)
                .row(texts.get("buckets.quota-gib"), "create-quota", quota);
        ((FxDialogs) context.dialogs())
                .form(texts.get("buckets.create.title"))
                .content(form)
                .action(
                        texts.get("buckets.create"),
                        name.textProperty()
                                .isNotEmpty()
                                .and(wrong.textProperty().isEmpty()),
                        outcome -> model.create(
                                new BucketsViewModel.Wanted(
                                        name.getText(),
                                        preset.getValue(),
                                        quota.getValue() == 0 ? null : quota.getValue() * GIB,
                                        preset.getValue().equals("immutable-backup") ? days.getValue() : null),
                                created -> outcome.done(),
                                outcome::failed))
                .show();
    }

    private StringConverter<String> presetNames() {
        return new StringConverter<>() {
            @Override
            public String toString(String preset) {
                return preset == null ? "" : texts.get("buckets.preset." + preset);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }
}
