package io.maxiofs.desktop.screen.acl;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AclForm;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds a list to a grid: who at the left, a column for each permission. */
public final class AclView {
    private static final String FULL_CONTROL = "FULL_CONTROL";
    private static final double PERMISSION_WIDTH = 42;
    private static final double NAME_WIDTH = 90;

    private final Texts texts;
    private final AclViewModel model;
    private final GridPane grid = new GridPane(2, 8);
    private final Label problem = new Label();
    private final BooleanBinding off;
    private final VBox root = new VBox(12);

    /** @param withOwnership whether ownership can be changed here: it is a setting of the bucket */
    public AclView(Texts texts, AclViewModel model, boolean withOwnership) {
        this.texts = texts;
        this.model = model;
        this.off = Bindings.createBooleanBinding(
                () -> {
                    AclForm form = model.formProperty().get();
                    return form == null || !form.enabled();
                },
                model.formProperty());
        problem.setId("acl-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("form-failure");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        ColumnConstraints names = new ColumnConstraints(NAME_WIDTH, NAME_WIDTH, Double.MAX_VALUE);
        names.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(names);
        for (int i = 0; i < AclForm.PERMISSIONS.size(); i++) {
            ColumnConstraints column = new ColumnConstraints(PERMISSION_WIDTH);
            column.setHalignment(HPos.CENTER);
            grid.getColumnConstraints().add(column);
        }
        grid.setId("acl-grid");
        grid.disableProperty().bind(off);
        root.getChildren().add(note("acl-explain", texts.get("bucket-settings.explain.acl")));
        if (withOwnership) {
            root.getChildren().add(ownership());
        }
        root.getChildren().addAll(offNote(), grid, adding(), problem, saving());
        model.rows().addListener((ListChangeListener<AclRow>) change -> fill());
        model.stateProperty()
                .subscribe(state -> problem.setText(state instanceof LoadState.Failed failed ? failed.message() : ""));
    }

    public Region root() {
        return root;
    }

    private static Label note(String id, String text) {
        Label label = new Label(text);
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** That lists are off, and why. */
    private Label offNote() {
        Label label = note("acl-off", texts.get("acl.off"));
        label.setGraphic(new FontIcon(Feather.INFO));
        label.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            AclForm form = model.formProperty().get();
                            return form != null && !form.enabled();
                        },
                        model.formProperty()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private Node ownership() {
        ComboBox<String> box = new ComboBox<>(FXCollections.observableArrayList(AclForm.OWNERSHIPS));
        box.setId("acl-ownership");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String ownership) {
                return ownership == null ? "" : texts.get("acl.ownership." + ownership);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        Label label = new Label(texts.get("acl.ownership"));
        label.setLabelFor(box);
        Button save = new Button(texts.get("action.save"));
        save.setId("acl-ownership-save");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            AclForm form = model.formProperty().get();
                            return form == null || form.ownership().equals(box.getValue());
                        },
                        model.formProperty(),
                        box.valueProperty()));
        save.setOnAction(e -> {
            problem.setText("");
            model.putOwnership(box.getValue(), problem::setText);
        });
        model.formProperty().subscribe(form -> {
            if (form != null) {
                box.setValue(form.ownership());
            }
        });
        HBox.setHgrow(box, Priority.ALWAYS);
        return new VBox(6, label, new HBox(8, box, save));
    }

    private void fill() {
        grid.getChildren().clear();
        int column = 1;
        for (String permission : AclForm.PERMISSIONS) {
            Label head = new Label(permission.equals(FULL_CONTROL) ? "FULL" : permission.replace('_', '\n'));
            head.setMinHeight(Region.USE_PREF_SIZE);
            head.getStyleClass().add("table-detail");
            head.setTooltip(new Tooltip(texts.get("acl.permission." + permission)));
            grid.add(head, column++, 0);
        }
        int line = 1;
        for (AclRow row : model.rows()) {
            grid.add(name(row), 0, line);
            column = 1;
            for (String permission : AclForm.PERMISSIONS) {
                CheckBox box = new CheckBox();
                box.setId("acl-" + idOf(row) + "-" + permission);
                box.setAccessibleText(row.name() + ": " + texts.get("acl.permission." + permission));
                box.selectedProperty().bindBidirectional(row.granted(permission));
                grid.add(box, column++, line);
            }
            line++;
        }
    }

    private static String idOf(AclRow row) {
        return !row.kind().equals(AclForm.USER) ? row.kind() : row.isRemovable() ? row.name() : "owner";
    }

    private Node name(AclRow row) {
        Label label = new Label(row.name());
        label.setTooltip(new Tooltip(row.grantee().isEmpty() ? row.name() : row.grantee()));
        if (!row.isRemovable()) {
            return label;
        }
        Button remove = new Button(null, new FontIcon(Feather.X));
        remove.getStyleClass().addAll("button-icon", "flat", "small");
        remove.setId("acl-" + idOf(row) + "-remove");
        remove.setAccessibleText(texts.get("acl.remove", row.name()));
        remove.setTooltip(new Tooltip(texts.get("acl.remove", row.name())));
        remove.setOnAction(e -> model.remove(row));
        label.setMinWidth(0);
        HBox box = new HBox(4, label, remove);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Node adding() {
        TextField field = new TextField();
        field.setId("acl-add-name");
        field.setPromptText(texts.get("acl.add.prompt"));
        field.setAccessibleText(texts.get("acl.add.prompt"));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button add = new Button(texts.get("acl.add"));
        add.setId("acl-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.disableProperty().bind(field.textProperty().isEmpty());
        Runnable adding = () -> {
            model.add(field.getText());
            field.clear();
        };
        add.setOnAction(e -> adding.run());
        field.setOnAction(e -> adding.run());
        HBox box = new HBox(8, field, add);
        box.disableProperty().bind(off);
        return box;
    }

    private Node saving() {
        Button save = new Button(texts.get("action.save"));
        save.setId("acl-save");
        save.getStyleClass().add("accent");
        save.disableProperty().bind(off.or(model.changedProperty().not()));
        save.setOnAction(e -> {
            problem.setText("");
            model.save(problem::setText);
        });
        return save;
    }
}
