package io.maxiofs.desktop.screen.connect;

import io.maxiofs.desktop.connect.Snippet;
import io.maxiofs.desktop.connect.Tool;
import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.ChoiceNames;
import io.maxiofs.desktop.control.QrView;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.TraceEntry;
import java.net.URI;
import java.util.List;
import javafx.beans.property.Property;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds tools, choices and steps. */
final class ConnectView {
    private static final double TOOLS_WIDTH = 190;
    private static final int QR_SIZE = 112;

    private final ConnectViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;
    private final StepCards cards;
    private final VBox steps = new VBox(12);
    private final StatusPill first = new StatusPill();
    private final Label firstDetail = new Label();
    private final Label needsTls = new Label();
    private final VBox qr = new VBox();
    private final Button exportAuthority = new Button();
    private final VBox root;

    ConnectView(ConnectViewModel model, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
        this.cards = new StepCards(model, texts, dialogs);
        VBox right = new VBox(16, choices(), watch(), needsTls, steps);
        right.setPadding(new Insets(0, 4, 0, 0));
        ScrollPane scroller = new ScrollPane(right);
        scroller.setFitToWidth(true);
        HBox.setHgrow(scroller, Priority.ALWAYS);
        HBox body = new HBox(16, tools(), scroller);
        needsTls.setWrapText(true);
        needsTls.setId("connect-needs-tls");
        needsTls.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        needsTls.managedProperty().bind(needsTls.visibleProperty());
        StatePane content =
                new StatePane(texts).content(body).follow(model.stateProperty()).onRetry(model::load);
        VBox.setVgrow(content, Priority.ALWAYS);
        root = new VBox(new ScreenTitle(texts.get("nav.connect")), content);
        root.getStyleClass().add("screen");
        model.snippetProperty().subscribe(this::show);
        model.firstProperty().subscribe(this::show);
        model.endpointProperty().subscribe(this::showEndpoint);
    }

    Parent root() {
        return root;
    }

    private ListView<Tool> tools() {
        ListView<Tool> tools = new ListView<>();
        tools.setId("connect-tools");
        tools.setAccessibleText(texts.get("connect.tools"));
        tools.getItems().setAll(Tool.values());
        tools.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Tool item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? null : item.title());
            }
        });
        tools.setPrefWidth(TOOLS_WIDTH);
        tools.setMinWidth(TOOLS_WIDTH);
        tools.getSelectionModel().select(model.toolProperty().get());
        tools.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.toolProperty().set(chosen);
            }
        });
        return tools;
    }

    private Card choices() {
        ComboBox<URI> endpoint = combo("connect-endpoint", model.endpoints(), model.endpointProperty());
        ComboBox<String> bucket = combo("connect-bucket", model.buckets(), model.bucketProperty());
        ComboBox<String> key = combo("connect-key", model.keys(), model.keyProperty());
        GridPane grid = new GridPane(12, 8);
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, fields);
        row(grid, 0, "connect.endpoint", endpoint);
        row(grid, 1, "connect.bucket", bucket);
        row(grid, 2, "connect.key", key);
        HBox.setHgrow(grid, Priority.ALWAYS);
        exportAuthority.setText(texts.get("connect.export-authority"));
        exportAuthority.setGraphic(new FontIcon(Feather.SHIELD));
        exportAuthority.setId("connect-export-authority");
        exportAuthority.managedProperty().bind(exportAuthority.visibleProperty());
        exportAuthority.setOnAction(
                e -> dialogs.saveFile(texts.get("connect.export-authority"), "maxiofs-ca.pem", model::saveAuthority));
        VBox code = new VBox(8, qr);
        code.setAlignment(Pos.TOP_CENTER);
        HBox both = new HBox(16, grid, code);
        return new Card(texts.get("connect.with"), both, create()).actions(exportAuthority);
    }

    private void row(GridPane grid, int row, String textKey, Region field) {
        Label label = new Label(texts.get(textKey));
        label.setLabelFor(field);
        field.setMaxWidth(Double.MAX_VALUE);
        grid.addRow(row, label, field);
    }

    private static <T> ComboBox<T> combo(String id, ObservableList<T> items, Property<T> value) {
        ComboBox<T> combo = new ComboBox<>(items);
        combo.setId(id);
        combo.valueProperty().bindBidirectional(value);
        return combo;
    }

    /** One line and one click for what a new program needs. */
    private VBox create() {
        TextField name = new TextField();
        name.setId("connect-new-bucket");
        name.setPromptText(texts.get("connect.new-bucket"));
        name.setAccessibleText(texts.get("connect.new-bucket"));
        name.textProperty().bindBidirectional(model.newBucketProperty());
        HBox.setHgrow(name, Priority.ALWAYS);
        ComboBox<String> preset =
                named("connect-preset", texts.get("connect.preset"), "connect.preset.", ConnectViewModel.PRESETS);
        preset.valueProperty().bindBidirectional(model.presetProperty());
        ComboBox<String> level =
                named("connect-level", texts.get("connect.level"), "connect.level.", ConnectViewModel.LEVELS);
        level.valueProperty().bindBidirectional(model.levelProperty());
        Button create = new Button(texts.get("connect.create"), new FontIcon(Feather.PLUS));
        create.setId("connect-create");
        create.getStyleClass().add("accent");
        create.setMinWidth(Region.USE_PREF_SIZE);
        create.disableProperty().bind(model.newBucketProperty().isEmpty().or(model.busyProperty()));
        create.setOnAction(e -> model.create());
        name.setOnAction(e -> create.fire());
        Label hint = new Label(texts.get("connect.create.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        preset.setMaxWidth(Double.MAX_VALUE);
        level.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(preset, Priority.ALWAYS);
        HBox.setHgrow(level, Priority.ALWAYS);
        return new VBox(8, new HBox(8, name, create), new HBox(8, preset, level), hint);
    }

    private ComboBox<String> named(String id, String accessibleText, String prefix, List<String> values) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(accessibleText);
        box.getItems().setAll(values);
        box.setConverter(new ChoiceNames<>(value -> texts.get(prefix + value)));
        return box;
    }

    private HBox watch() {
        first.setId("connect-first");
        firstDetail.setId("connect-first-detail");
        firstDetail.setWrapText(true);
        HBox.setHgrow(firstDetail, Priority.ALWAYS);
        HBox line = new HBox(12, first, firstDetail);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("connect-watch");
        return line;
    }

    private void show(@Nullable Snippet snippet) {
        boolean refused = model.lacksTls();
        needsTls.setVisible(refused);
        needsTls.setText(
                refused
                        ? texts.get(
                                "connect.needs-tls", model.toolProperty().get().title())
                        : "");
        if (snippet == null) {
            Label none = new Label(texts.get("connect.nothing-chosen"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            steps.getChildren().setAll(none);
        } else {
            steps.getChildren().setAll(cards.of(snippet));
        }
    }

    private void show(FirstRequest known) {
        TraceEntry entry = known.entry();
        switch (known.state()) {
            case NO_KEY -> say(Tone.NEUTRAL, "connect.first.no-key", texts.get("connect.nothing-chosen"));
            case WAITING -> say(Tone.BUSY, "connect.first.waiting", texts.get("connect.first.waiting.detail"));
            case CONNECTED ->
                say(
                        Tone.GOOD,
                        "connect.first.connected",
                        entry == null
                                ? ""
                                : texts.get(
                                        "connect.first.connected.detail",
                                        entry.sender().client(),
                                        entry.sender().address(),
                                        texts.formats().time(entry.time())));
            case FAILED -> say(Tone.BAD, "connect.first.failed", known.explanation(texts.server()));
            case SOMETHING_FAILED ->
                say(
                        Tone.WARNING,
                        "connect.first.something",
                        entry == null
                                ? ""
                                : texts.get(
                                        "connect.first.something.detail",
                                        entry.sender().address(),
                                        known.explanation(texts.server())));
        }
    }

    private void say(Tone tone, String textKey, String detail) {
        first.show(tone, texts.get(textKey));
        firstDetail.setText(detail);
    }

    private void showEndpoint(@Nullable URI endpoint) {
        exportAuthority.setVisible(model.hasTls());
        if (endpoint == null) {
            qr.getChildren().clear();
        } else {
            qr.getChildren().setAll(new QrView(endpoint.toString(), texts.get("connect.qr"), QR_SIZE));
        }
    }
}
