package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The form for {@link RemoteSignInViewModel}. */
final class RemoteSignInDialog {
    private RemoteSignInDialog() {}

    static void show(FxDialogs dialogs, Texts texts, RemoteSignInViewModel model) {
        VBox box = new VBox(
                6,
                label(texts.get("servers.sign-in.name")),
                field("sign-in-name", new TextField(), model.nameProperty(), texts.get("servers.sign-in.name")),
                label(texts.get("servers.sign-in.address")),
                field(
                        "sign-in-address",
                        new TextField(),
                        model.addressProperty(),
                        texts.get("servers.sign-in.address")),
                certificate(texts, model),
                label(texts.get("servers.sign-in.user")),
                field("sign-in-user", new TextField(), model.userProperty(), texts.get("servers.sign-in.user")),
                label(texts.get("servers.sign-in.password")),
                field(
                        "sign-in-password",
                        new PasswordField(),
                        model.passwordProperty(),
                        texts.get("servers.sign-in.password")),
                code(texts, model));
        ((TextField) box.lookup("#sign-in-address")).setPromptText("nas.local:9901");
        dialogs.form(texts.get("servers.sign-in.title"))
                .content(box)
                .action(texts.get("servers.sign-in.action"), model.complete(), model::proceed)
                .show();
    }

    private static Label label(String text) {
        return new Label(text);
    }

    private static TextField field(String id, TextField field, StringProperty value, String name) {
        field.setId(id);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private static Node certificate(Texts texts, RemoteSignInViewModel model) {
        Label explanation = new Label(texts.get("servers.sign-in.fingerprint"));
        explanation.setWrapText(true);
        TextArea fingerprint = new TextArea();
        fingerprint.setId("sign-in-fingerprint");
        fingerprint.setEditable(false);
        fingerprint.setWrapText(true);
        fingerprint.setPrefRowCount(7);
        fingerprint.getStyleClass().add("monospaced");
        fingerprint.setAccessibleText(texts.get("servers.sign-in.fingerprint"));
        fingerprint.textProperty().bind(model.fingerprintProperty());
        CheckBox compared = new CheckBox(texts.get("servers.sign-in.compared"));
        compared.setId("sign-in-compared");
        compared.selectedProperty().bindBidirectional(model.comparedProperty());
        return when(new VBox(6, explanation, fingerprint, compared), model.comparing());
    }

    private static Node code(Texts texts, RemoteSignInViewModel model) {
        TextField code =
                field("sign-in-code", new TextField(), model.codeProperty(), texts.get("servers.sign-in.code"));
        return when(new VBox(6, label(texts.get("servers.sign-in.code")), code), model.codeNeededProperty());
    }

    private static Node when(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
        return node;
    }
}
