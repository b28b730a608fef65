package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.QrView;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** One's own second factor: how it stands, and setting it up with a QR code. */
final class TwoFactorPane {
    private static final int QR_SIZE = 200;
    private static final String CODE = "[0-9]{6}";

    private final Texts texts;
    private final FxDialogs dialogs;
    private final TwoFactorViewModel model;
    private final Label state = new Label();
    private final Button change = new Button();
    private final StatePane root;

    TwoFactorPane(Texts texts, FxDialogs dialogs, TwoFactorViewModel model) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.model = model;
        state.setId("two-factor-state");
        state.setWrapText(true);
        change.setId("two-factor-change");
        VBox box = new VBox(16, state, change);
        box.getStyleClass().add("tab-pane-content");
        root = new StatePane(texts).follow(model.stateProperty()).content(box).onRetry(model::refresh);
        model.valueProperty().subscribe(value -> {
            if (value != null) {
                show(value);
            }
        });
    }

    Parent root() {
        return root;
    }

    private void show(TwoFactorDocument document) {
        Instant since = document.since();
        state.setText(
                document.enrolled() && since != null
                        ? texts.get("access.two-factor.on", texts.formats().date(since), document.backupCodesLeft())
                        : texts.get("access.two-factor.off"));
        change.setText(texts.get(document.enrolled() ? "access.two-factor.disable" : "access.two-factor.begin"));
        change.setOnAction(e -> {
            if (document.enrolled()) {
                disable();
            } else {
                begin();
            }
        });
    }

    private void begin() {
        PasswordField password = new PasswordField();
        dialogs.form(texts.get("access.two-factor.begin"))
                .content(new FormRows().row(texts.get("access.password"), "two-factor-password", password))
                .action(
                        texts.get("access.two-factor.next"),
                        password.textProperty().isNotEmpty(),
                        outcome -> model.begin(
                                password.getText(),
                                enrolment -> {
                                    outcome.done();
                                    confirm(enrolment);
                                },
                                outcome::failed))
                .show();
    }

    private void confirm(TwoFactorDocument.Enrolment enrolment) {
        TextField code = new TextField();
        FormRows form = new FormRows()
                .note(texts.get("access.two-factor.scan"))
                .wide(new QrView(enrolment.uri(), texts.get("access.two-factor.qr"), QR_SIZE))
                .row(
                        texts.get("access.two-factor.secret"),
                        "two-factor-secret",
                        new CopyField(texts, texts.get("access.two-factor.secret"), enrolment.secret()))
                .row(texts.get("access.two-factor.code"), "two-factor-code", code);
        SimpleBooleanProperty six = new SimpleBooleanProperty();
        code.textProperty().subscribe(text -> six.set(text.strip().matches(CODE)));
        dialogs.form(texts.get("access.two-factor.begin"))
                .content(form)
                .action(
                        texts.get("access.two-factor.confirm"),
                        six,
                        outcome -> model.confirm(
                                code.getText(),
                                codes -> {
                                    outcome.done();
                                    showCodes(codes);
                                },
                                outcome::failed))
                .show();
    }

    /** The only time they are seen. */
    private void showCodes(List<String> codes) {
        TextArea area = new TextArea(String.join("\n", codes));
        area.setId("two-factor-codes");
        area.setEditable(false);
        area.setPrefRowCount(codes.size());
        area.getStyleClass().add("monospaced");
        area.setAccessibleText(texts.get("access.two-factor.codes"));
        Label note = new Label(texts.get("access.two-factor.codes.note"));
        note.setWrapText(true);
        dialogs.form(texts.get("access.two-factor.codes"))
                .content(new VBox(8, note, area))
                .action(texts.get("action.close"), new SimpleBooleanProperty(true), FormDialog.Outcome::done)
                .show();
    }

    private void disable() {
        PasswordField password = new PasswordField();
        TextField code = new TextField();
        dialogs.form(texts.get("access.two-factor.disable"))
                .content(new FormRows()
                        .row(texts.get("access.password"), "two-factor-password", password)
                        .row(texts.get("access.two-factor.code"), "two-factor-code", code))
                .action(
                        texts.get("access.two-factor.disable"),
                        password.textProperty()
                                .isNotEmpty()
                                .and(code.textProperty().isNotEmpty()),
                        outcome -> model.disable(password.getText(), code.getText(), outcome::done, outcome::failed))
                .dangerous()
                .show();
    }
}
