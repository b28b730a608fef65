package io.maxiofs.desktop.screen.settings;

import atlantafx.base.controls.ToggleSwitch;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.SettingDocument;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the control that fits a setting's type, and what is to be said beside it. */
final class SettingNodes {
    private static final double FIELD_WIDTH = 240;

    private final SettingsViewModel model;
    private final Texts texts;

    SettingNodes(SettingsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /** @param subscription to be ended when the node is not shown any more */
    record Made(Node node, Subscription subscription) {}

    private record Field(Control control, Subscription subscription) {}

    Made of(SettingRow row) {
        SettingDocument document = row.document();
        Label help = new Label(texts.server().help(document));
        help.setWrapText(true);
        Label key = new Label(document.key());
        key.getStyleClass().addAll("muted", "monospaced", "setting-key");
        Field field = field(row);
        Control control = field.control();
        help.setLabelFor(control);
        control.setId("setting-" + document.key().replace('.', '-'));
        control.setAccessibleText(document.key());
        control.setAccessibleHelp(texts.server().help(document));
        control.setDisable(row.isLocked());
        Button reset = new Button(null, new FontIcon(Feather.ROTATE_CCW));
        reset.setId("setting-reset-" + document.key().replace('.', '-'));
        reset.getStyleClass().add("button-icon");
        reset.setAccessibleText(texts.get("settings.reset", document.key()));
        reset.setTooltip(new Tooltip(texts.get("settings.reset", document.key())));
        reset.setVisible(row.canReset());
        reset.managedProperty().bind(reset.visibleProperty());
        reset.setOnAction(e -> row.reset());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, control, new Label(unit(document)), space, badge(row), reset);
        line.setAlignment(Pos.CENTER_LEFT);
        Label fault = new Label();
        fault.getStyleClass().add("form-failure");
        fault.setWrapText(true);
        fault.managedProperty().bind(fault.visibleProperty());
        Subscription faults = row.textProperty().subscribe(now -> {
            fault.setText(model.fault(row));
            fault.setVisible(!fault.getText().isEmpty());
        });
        VBox box = new VBox(4, help, line, fault, footnote(row, key));
        box.getStyleClass().add("setting-row");
        return new Made(box, field.subscription().and(faults));
    }

    private String unit(SettingDocument document) {
        String unit = document.form().unit();
        if (unit == null) {
            return "";
        }
        String key = "settings.unit." + unit;
        return texts.has(key) ? texts.get(key) : unit;
    }

    private Field field(SettingRow row) {
        return switch (row.document().form().type()) {
            case "bool" -> toggle(row);
            case "choice" -> choice(row);
            case SettingRow.SECRET -> secret(row);
            default -> text(row, new TextField());
        };
    }

    private Field toggle(SettingRow row) {
        ToggleSwitch toggle = new ToggleSwitch();
        Subscription there = row.textProperty().subscribe(value -> toggle.setSelected("true".equals(value)));
        Subscription back = toggle.selectedProperty()
                .subscribe((before, now) -> row.textProperty().set(Boolean.toString(now)));
        return new Field(toggle, there.and(back));
    }

    private Field choice(SettingRow row) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(row.document().form().choices());
        box.setPrefWidth(FIELD_WIDTH);
        Subscription there = row.textProperty().subscribe(box::setValue);
        Subscription back = box.valueProperty().subscribe((before, now) -> {
            if (now != null) {
                row.textProperty().set(now);
            }
        });
        return new Field(box, there.and(back));
    }

    private Field secret(SettingRow row) {
        PasswordField field = new PasswordField();
        field.setPromptText(texts.get("settings.secret"));
        return text(row, field);
    }

    private static Field text(SettingRow row, TextField field) {
        field.setPrefWidth(FIELD_WIDTH);
        Subscription there = row.textProperty().subscribe(value -> {
            if (!field.getText().equals(value)) {
                field.setText(value);
            }
        });
        Subscription back = field.textProperty()
                .subscribe((before, now) -> row.textProperty().set(now));
        return new Field(field, there.and(back));
    }

    private StatusPill badge(SettingRow row) {
        if (row.isLocked()) {
            return new StatusPill(Tone.NEUTRAL, texts.get("settings.locked"));
        }
        StatusPill pill = new StatusPill(Tone.BUSY, texts.get("settings.unsaved"));
        pill.visibleProperty().bind(row.changedProperty());
        return pill;
    }

    /** The key, where the value comes from, why it is locked, whether a change waits for the next start. */
    private VBox footnote(SettingRow row, Label key) {
        SettingDocument document = row.document();
        String reason = document.state().lockReason();
        StringBuilder says = new StringBuilder(model.sourceName(document));
        boolean isDefault = document.state().source().equals("default");
        if (!isDefault && !document.defaultValue().isEmpty()) {
            says.append(" · ").append(texts.get("settings.default", document.defaultValue()));
        }
        if (reason == null && document.state().restartNeeded()) {
            says.append(" · ").append(texts.get("settings.restart"));
        }
        Label note = new Label(says.toString());
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        VBox box = new VBox(2, key, note);
        if (reason != null) {
            Label why = new Label(reason, new FontIcon(Feather.LOCK));
            why.getStyleClass().add("muted");
            why.setWrapText(true);
            box.getChildren().add(why);
        }
        return box;
    }
}
