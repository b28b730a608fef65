package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.acl.AclDialog;
import io.maxiofs.desktop.screen.acl.AclPort;
import io.maxiofs.desktop.screen.acl.AclViewModel;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectRef;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Binds everything about one object to nodes. */
final class InspectorView {
    private static final double IMAGE_WIDTH = 280;
    private static final double LABEL_WIDTH = 96;

    private final ScreenContext context;
    private final Texts texts;
    private final Background background;
    private final InspectorViewModel model;
    private final VBox info = pane();
    private final VBox versions = pane();
    private final VBox access = pane();
    private final TextArea tags = new TextArea();
    private final TextArea metadata = new TextArea();
    private final ComboBox<String> mode = new ComboBox<>(FXCollections.observableArrayList("GOVERNANCE", "COMPLIANCE"));
    private final DatePicker until = new DatePicker();
    private final CheckBox hold = new CheckBox();
    private final Label problem = new Label();
    private final StatePane root;

    InspectorView(ScreenContext context, InspectorViewModel model, Consumer<String> openVersions) {
        this.context = context;
        this.texts = context.texts();
        this.background = context.background();
        this.model = model;
        problem.setWrapText(true);
        problem.getStyleClass().add("form-failure");
        problem.setId("inspector-problem");
        Button timeline = new Button(texts.get("inspector.timeline"));
        timeline.setId("inspector-timeline");
        timeline.setOnAction(e -> {
            InspectorViewModel.Shown shown = model.shownProperty().get();
            if (shown != null) {
                openVersions.accept(shown.details().entry().key());
            }
        });
        TabPane tabs = new TabPane(
                tab("info", info),
                tab("tags", lines("inspector-tags", tags, "inspector.tags.note", this::saveTags)),
                tab("metadata", lines("inspector-metadata", metadata, "inspector.metadata.note", this::saveMetadata)),
                tab("lock", lockPane()),
                tab("versions", new VBox(8, versions, timeline)),
                tab("access", access));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("inspector-tabs");
        VBox box = new VBox(tabs, problem);
        root = new StatePane(texts).follow(model.stateProperty()).content(box);
        model.shownProperty().subscribe(shown -> {
            if (shown != null) {
                show(shown);
            }
        });
    }

    Parent root() {
        return root;
    }

    private static VBox pane() {
        VBox box = new VBox(8);
        box.getStyleClass().add("inspector-pane");
        return box;
    }

    private Tab tab(String name, Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        Tab tab = new Tab(texts.get("inspector.tab." + name), scroll);
        tab.setId("inspector-tab-" + name);
        return tab;
    }

    private VBox lines(String id, TextArea area, String note, Runnable save) {
        area.setId(id);
        area.setPrefRowCount(6);
        area.setAccessibleText(texts.get(note));
        Label label = new Label(texts.get(note));
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        VBox box = pane();
        box.getChildren().addAll(label, area, saveButton(id + "-save", save));
        return box;
    }

    private Button saveButton(String id, Runnable save) {
        Button button = new Button(texts.get("action.save"));
        button.setId(id);
        button.setOnAction(e -> {
            problem.setText("");
            save.run();
        });
        return button;
    }

    private void saveTags() {
        model.putTags(tags.getText(), problem::setText);
    }

    private void saveMetadata() {
        model.putMetadata(metadata.getText(), problem::setText);
    }

    private Node lockPane() {
        FormRows form = new FormRows()
                .note(texts.get("inspector.lock.note"))
                .row(texts.get("inspector.lock.mode"), "inspector-lock-mode", mode)
                .row(texts.get("inspector.lock.until"), "inspector-lock-until", until);
        Button retain = saveButton(
                "inspector-lock-save", () -> model.retain(mode.getValue(), until.getValue(), problem::setText));
        FormRows holding = new FormRows().row(texts.get("inspector.hold"), "inspector-hold", hold);
        Button holdSave = saveButton("inspector-hold-save", () -> model.hold(hold.isSelected(), problem::setText));
        VBox box = pane();
        box.getChildren().addAll(form, retain, holding, holdSave);
        return box;
    }

    private void show(InspectorViewModel.Shown shown) {
        ObjectDetails details = shown.details();
        problem.setText("");
        info.getChildren().setAll(preview(shown.preview()), facts(details));
        tags.setText(InspectorViewModel.lines(details.tags()));
        metadata.setText(InspectorViewModel.lines(details.metadata()));
        ObjectEntry.Lock lock = details.entry().lock();
        mode.setValue(lock == null || lock.mode() == null ? "GOVERNANCE" : lock.mode());
        until.setValue(
                lock == null || lock.until() == null
                        ? null
                        : LocalDate.ofInstant(lock.until(), texts.formats().zone()));
        hold.setSelected(lock != null && lock.legalHold());
        versions.getChildren()
                .setAll(shown.versions().stream().map(this::version).toList());
        showAccess(details);
    }

    private Node preview(ObjectPreview preview) {
        return switch (preview) {
            case ObjectPreview.Text text -> {
                TextArea area = new TextArea(text.text());
                area.setEditable(false);
                area.setId("preview-text");
                area.setPrefRowCount(5);
                area.getStyleClass().add("monospaced");
                area.setAccessibleText(texts.get("inspector.preview"));
                Label cut = new Label(text.cut() ? texts.get("inspector.preview.cut") : "");
                cut.getStyleClass().add("muted");
                cut.setManaged(text.cut());
                yield new VBox(4, area, cut);
            }
            case ObjectPreview.Image image -> {
                ImageView view = new ImageView();
                // Elsewhere: to decode a large one takes its time.
                background.run(
                        texts.get("inspector.preview"),
                        () -> new Image(new ByteArrayInputStream(image.bytes()), IMAGE_WIDTH, IMAGE_WIDTH, true, true),
                        view::setImage,
                        failure -> view.setAccessibleText(texts.get("inspector.preview.none")));
                view.setId("preview-image");
                view.setAccessibleText(texts.get("inspector.preview"));
                yield view;
            }
            case ObjectPreview.Nothing nothing -> {
                Label label = new Label(texts.get("inspector.preview.none"));
                label.getStyleClass().add("muted");
                yield label;
            }
        };
    }

    private FormRows facts(ObjectDetails details) {
        ObjectEntry entry = details.entry();
        FormRows rows = new FormRows(LABEL_WIDTH)
                .row(texts.get("inspector.key"), "info-key", value(entry.key()))
                .row(
                        texts.get("objects.column.size"),
                        "info-size",
                        value(texts.formats().bytes(entry.size())))
                .row(
                        texts.get("objects.column.modified"),
                        "info-modified",
                        value(texts.formats().dateTime(entry.modified())))
                .row(texts.get("inspector.version"), "info-version", value(entry.version()))
                .row(
                        texts.get("inspector.encryption"),
                        "info-encryption",
                        value(details.security().encryption()));
        if (entry.etag() != null) {
            rows.row("ETag", "info-etag", value(entry.etag()));
        }
        ObjectDetails.Checksum checksum = details.security().checksum();
        if (checksum != null) {
            rows.row(checksum.algorithm(), "info-checksum", value(checksum.value()));
        }
        details.headers().forEach((name, header) -> rows.row(name, "info-" + name, value(header)));
        return rows;
    }

    /** To be selected and copied. */
    private static TextField value(String text) {
        TextField field = new TextField(text);
        field.setEditable(false);
        field.getStyleClass().add("value-field");
        return field;
    }

    private HBox version(ObjectEntry entry) {
        Label when = new Label(texts.formats().dateTime(entry.modified()));
        Label what = new Label(
                entry.deleteMarker()
                        ? texts.get("versions.marker")
                        : texts.formats().bytes(entry.size()));
        what.getStyleClass().add("muted");
        return new HBox(12, when, what);
    }

    private void showAccess(ObjectDetails details) {
        ObjectDetails.Access shown = details.access();
        access.getChildren().clear();
        if (shown == null) {
            access.getChildren().add(new Label(texts.get("inspector.access.hidden")));
            return;
        }
        access.getChildren().add(new Label(texts.get("inspector.owner", shown.ownerName())));
        for (ObjectDetails.Grant grant : shown.grants()) {
            Label label = new Label(texts.get(
                    "inspector.grant", grant.name().isEmpty() ? grant.grantee() : grant.name(), grant.permission()));
            label.setWrapText(true);
            access.getChildren().add(label);
        }
        Button change = new Button(texts.get("inspector.acl"));
        change.setId("inspector-acl");
        change.setOnAction(e -> AclDialog.show(
                (FxDialogs) context.dialogs(),
                texts,
                details.entry().key(),
                new AclViewModel(
                        Desk.of(context),
                        AclPort.ofObject(
                                context,
                                model.bucket(),
                                ObjectRef.current(details.entry().key())),
                        model::refresh)));
        access.getChildren().add(change);
    }
}
