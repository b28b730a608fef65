package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The windows of the screen. */
final class AccessDialogs {
    private static final int LEAST_PASSWORD = 8;

    private final FxDialogs dialogs;
    private final Texts texts;
    private final AccessViewModel model;

    AccessDialogs(FxDialogs dialogs, Texts texts, AccessViewModel model) {
        this.dialogs = dialogs;
        this.texts = texts;
        this.model = model;
    }

    void createUser() {
        TextField name = new TextField();
        PasswordField password = new PasswordField();
        ComboBox<String> role = box(List.of("user", "admin"));
        role.setConverter(words("access.role."));
        List<String> tenants = new ArrayList<>(List.of(""));
        model.tenants().stream().map(TenantDocument::name).forEach(tenants::add);
        ComboBox<String> tenant = box(tenants);
        FormRows form = new FormRows()
                .row(texts.get("access.column.name"), "user-name", name)
                .row(texts.get("access.password"), "user-new-password", password)
                .row(texts.get("access.column.role"), "user-role", role)
                .row(texts.get("access.column.tenant"), "user-tenant", tenant)
                .note(texts.get("access.user.note"));
        dialogs.form(texts.get("access.user.create"))
                .content(form)
                .action(
                        texts.get("access.user.create"),
                        name.textProperty().isNotEmpty(),
                        outcome -> model.createUser(
                                name.getText().strip(),
                                password.getText(),
                                role.getValue(),
                                tenant.getValue(),
                                outcome::done,
                                outcome::failed))
                .show();
    }

    static ComboBox<String> box(List<String> values) {
        ComboBox<String> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setMaxWidth(Double.MAX_VALUE);
        if (!values.isEmpty()) {
            box.setValue(values.getFirst());
        }
        return box;
    }

    private StringConverter<String> words(String prefix) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable String value) {
                return value == null || value.isEmpty() ? "" : texts.get(prefix + value);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }

    void password(UserDocument user) {
        PasswordField password = new PasswordField();
        dialogs.form(texts.get("access.user.password.title", user.name()))
                .content(new FormRows().row(texts.get("access.password"), "user-new-password", password))
                .action(
                        texts.get("action.save"),
                        password.lengthProperty().greaterThanOrEqualTo(LEAST_PASSWORD),
                        outcome -> model.setPassword(user, password.getText(), outcome::done, outcome::failed))
                .show();
    }

    void createKey() {
        ComboBox<String> user =
                box(model.users().stream().map(UserDocument::name).toList());
        AccessPort.Everything everything = model.everythingProperty().get();
        List<String> buckets = new ArrayList<>(List.of(""));
        if (everything != null) {
            buckets.addAll(everything.grid().buckets());
        }
        ComboBox<String> bucket = box(buckets);
        List<String> levels = AccessGridDocument.LEVELS.stream()
                .filter(level -> !level.equals(AccessGridDocument.NONE))
                .toList();
        ComboBox<String> level = box(levels);
        level.setValue(AccessGridDocument.APPEND_ONLY);
        level.setConverter(words("access.level."));
        level.disableProperty().bind(bucket.valueProperty().isEqualTo(""));
        DatePicker expires = new DatePicker();
        FormRows form = new FormRows()
                .row(texts.get("access.column.user"), "key-user", user)
                .row(texts.get("access.key.bucket"), "key-bucket", bucket)
                .row(texts.get("access.key.level"), "key-level", level)
                .row(texts.get("access.column.expires"), "key-expires", expires)
                .note(texts.get("access.key.note"));
        dialogs.form(texts.get("access.key.create"))
                .content(form)
                .action(
                        texts.get("access.key.create"),
                        user.valueProperty().isNotNull(),
                        outcome -> model.createKey(
                                user.getValue(),
                                bucket.getValue(),
                                level.getValue(),
                                end(expires.getValue()),
                                issued -> {
                                    outcome.done();
                                    showOnce(issued);
                                },
                                outcome::failed))
                .show();
    }

    private @Nullable Instant end(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay(texts.formats().zone()).toInstant();
    }

    /** The only time the secret is seen. */
    private void showOnce(AccessKeyDocument.Issued issued) {
        CopyField id = new CopyField(
                texts, texts.get("access.column.key"), issued.key().id());
        CopyField secret = CopyField.secret(texts, texts.get("access.secret"), issued.secretKey());
        FormRows form = new FormRows()
                .note(texts.get("access.secret.once"))
                .row(texts.get("access.column.key"), "issued-id", id)
                .row(texts.get("access.secret"), "issued-secret", secret);
        dialogs.form(texts.get("access.key.ready"))
                .content(form)
                .action(texts.get("action.close"), new SimpleBooleanProperty(true), FormDialog.Outcome::done)
                .show();
    }

    void rotate(AccessKeyDocument key) {
        Spinner<Integer> hours = new Spinner<>(0, 720, 24);
        hours.setEditable(true);
        dialogs.form(texts.get("access.key.rotate.title", key.id()))
                .content(new FormRows()
                        .note(texts.get("access.key.rotate.note"))
                        .row(texts.get("access.key.rotate.hours"), "rotate-hours", hours))
                .action(
                        texts.get("access.key.rotate"),
                        new SimpleBooleanProperty(true),
                        outcome -> model.rotate(
                                key,
                                Duration.ofHours(hours.getValue()).toSeconds(),
                                issued -> {
                                    outcome.done();
                                    showOnce(issued);
                                },
                                outcome::failed))
                .show();
    }

    void expire(AccessKeyDocument key) {
        Instant now = key.expires();
        DatePicker day = new DatePicker(
                now == null ? null : LocalDate.ofInstant(now, texts.formats().zone()));
        dialogs.form(texts.get("access.key.expire.title", key.id()))
                .content(new FormRows()
                        .note(texts.get("access.key.expire.note"))
                        .row(texts.get("access.column.expires"), "expire-day", day))
                .action(
                        texts.get("action.save"),
                        new SimpleBooleanProperty(true),
                        outcome -> model.expire(key, end(day.getValue()), outcome::done, outcome::failed))
                .show();
    }

    void policy(AccessKeyDocument key) {
        TextArea area = new TextArea(key.policy() == null ? "" : key.policy());
        area.setId("key-policy-text");
        area.setPrefRowCount(16);
        area.getStyleClass().add("monospaced");
        area.setAccessibleText(texts.get("access.key.policy"));
        Label note = new Label(texts.get("access.key.policy.note"));
        note.setWrapText(true);
        dialogs.form(texts.get("access.key.policy.title", key.id()))
                .content(new VBox(8, note, area))
                .action(
                        texts.get("action.save"),
                        new SimpleBooleanProperty(true),
                        outcome -> model.setPolicy(key, area.getText().strip(), outcome::done, outcome::failed))
                .show();
    }
}
