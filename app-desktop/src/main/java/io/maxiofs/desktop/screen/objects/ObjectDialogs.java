package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.control.FormRows;
import io.maxiofs.desktop.control.QrView;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.ShareDocument;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The windows of the screen: where to copy, what to call, how to share. */
final class ObjectDialogs {
    private static final int QR_SIZE = 180;
    private static final double SHARES_HEIGHT = 240;
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final FxDialogs dialogs;
    private final Texts texts;
    private final ObjectsViewModel model;
    private final ObjectActionsViewModel actions;

    ObjectDialogs(FxDialogs dialogs, Texts texts, ObjectsViewModel model, ObjectActionsViewModel actions) {
        this.dialogs = dialogs;
        this.texts = texts;
        this.model = model;
        this.actions = actions;
    }

    void rename() {
        ObjectRow row = model.selected().getFirst();
        dialogs.ask(
                new Dialogs.Question(
                        texts.get("objects.rename.title", row.name()),
                        texts.get("objects.rename.label"),
                        row.name(),
                        texts.get("objects.rename"),
                        actions::problemOfName),
                name -> actions.rename(row, name));
    }

    void copyOrMove() {
        ComboBox<String> bucket = new ComboBox<>(FXCollections.observableArrayList(
                model.buckets().stream().map(BucketDocument::name).toList()));
        bucket.setValue(model.bucketProperty().get());
        TextField folder = new TextField(model.prefixProperty().get());
        CheckBox move = new CheckBox();
        CheckBox overwrite = new CheckBox();
        FormRows form = new FormRows()
                .row(texts.get("objects.copy.bucket"), "copy-bucket", bucket)
                .row(texts.get("objects.copy.folder"), "copy-folder", folder)
                .row(texts.get("objects.copy.move"), "copy-move", move)
                .row(texts.get("objects.copy.overwrite"), "copy-overwrite", overwrite);
        Label wrong = new Label();
        wrong.getStyleClass().add("form-failure");
        wrong.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            boolean same = bucket.getValue()
                                            .equals(model.bucketProperty().get())
                                    && slashed(folder.getText())
                                            .equals(model.prefixProperty().get());
                            return same ? texts.get("objects.copy.same") : "";
                        },
                        bucket.valueProperty(),
                        folder.textProperty()));
        dialogs.form(texts.get("objects.copy.title", model.selected().size()))
                .content(new VBox(12, form, wrong))
                .action(texts.get("objects.copy"), wrong.textProperty().isEmpty(), outcome -> {
                    outcome.done();
                    actions.copy(
                            move.isSelected(), bucket.getValue(), slashed(folder.getText()), overwrite.isSelected());
                })
                .show();
    }

    private static String slashed(String folder) {
        return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    }

    void share() {
        ObjectRow row = model.selected().getFirst();
        TextField address = new TextField(actions.endpoint());
        Spinner<Integer> days = new Spinner<>(0, 3_650, 7);
        days.setEditable(true);
        PasswordField password = new PasswordField();
        Spinner<Integer> downloads = new Spinner<>(0, 1_000_000, 0);
        downloads.setEditable(true);
        FormRows form = new FormRows()
                .note(texts.get("objects.share.note"))
                .row(texts.get("objects.share.address"), "share-address", address)
                .row(texts.get("objects.share.days"), "share-days", days)
                .row(texts.get("objects.share.password"), "share-password", password)
                .row(texts.get("objects.share.downloads"), "share-downloads", downloads);
        dialogs.form(texts.get("objects.share.title", row.name()))
                .content(form)
                .action(
                        texts.get("objects.share.make"),
                        new SimpleBooleanProperty(true),
                        outcome -> actions.share(
                                new ShareDocument.New(
                                        model.bucketProperty().get(),
                                        row.key(),
                                        null,
                                        address.getText().isBlank()
                                                ? null
                                                : address.getText().strip(),
                                        days.getValue() == 0
                                                ? null
                                                : Duration.ofDays(days.getValue())
                                                        .toSeconds(),
                                        password.getText().isEmpty() ? null : password.getText(),
                                        downloads.getValue() == 0 ? null : downloads.getValue(),
                                        null),
                                issued -> {
                                    outcome.done();
                                    showLink(texts.get("objects.share.ready"), issued.url(), true);
                                },
                                outcome::failed))
                .show();
    }

    /** Those that still work; each can be revoked. */
    void shares() {
        actions.shares(all -> {
            List<ShareDocument> active =
                    all.stream().filter(share -> share.state().equals("active")).toList();
            ListView<ShareDocument> list = new ListView<>(FXCollections.observableArrayList(active));
            list.setId("shares-list");
            list.setAccessibleText(texts.get("objects.shares"));
            list.setPlaceholder(new Label(texts.get("objects.shares.none")));
            list.setPrefHeight(SHARES_HEIGHT);
            list.setCellFactory(view -> new ListCell<>() {
                @Override
                protected void updateItem(@Nullable ShareDocument share, boolean empty) {
                    super.updateItem(share, empty);
                    setText(empty || share == null ? null : actions.describe(share));
                }
            });
            dialogs.form(texts.get("objects.shares"))
                    .content(list)
                    .action(
                            texts.get("objects.shares.revoke"),
                            list.getSelectionModel().selectedItemProperty().isNotNull(),
                            outcome -> actions.revoke(
                                    list.getSelectionModel().getSelectedItem(), outcome::done, outcome::failed))
                    .dangerous()
                    .show();
        });
    }

    void presignGet() {
        ObjectRow row = model.selected().getFirst();
        TextField key = new TextField(row.key());
        key.setEditable(false);
        presign("GET", key);
    }

    void presignPut() {
        presign("PUT", new TextField(model.prefixProperty().get()));
    }

    private void presign(String method, TextField key) {
        TextField address = new TextField(actions.endpoint());
        Spinner<Integer> hours = new Spinner<>(1, 168, 24);
        hours.setEditable(true);
        FormRows form = new FormRows()
                .note(texts.get("objects.presign.note." + method.toLowerCase(Locale.ROOT)))
                .row(texts.get("objects.presign.key"), "presign-key", key)
                .row(texts.get("objects.share.address"), "presign-address", address)
                .row(texts.get("objects.presign.hours"), "presign-hours", hours);
        dialogs.form(texts.get("objects.presign.title"))
                .content(form)
                .action(
                        texts.get("objects.share.make"),
                        key.textProperty().isNotEmpty(),
                        outcome -> actions.presign(
                                method,
                                key.getText(),
                                address.getText().strip(),
                                hours.getValue() * HOUR,
                                presigned -> {
                                    outcome.done();
                                    showLink(texts.get("objects.presign.ready"), presigned.url(), false);
                                },
                                outcome::failed))
                .show();
    }

    /** Shown once: the secret is in it. */
    private void showLink(String title, String url, boolean testable) {
        CopyField field = new CopyField(texts, texts.get("objects.link"), url);
        field.setId("link-url");
        VBox box = new VBox(12, field);
        // A longer one has more dots than a camera can tell apart at this size.
        if (url.length() < 250) {
            box.getChildren().add(new QrView(url, texts.get("objects.link.qr"), QR_SIZE));
        }
        if (testable) {
            Label told = new Label();
            told.setId("link-test-result");
            told.setWrapText(true);
            Button test = new Button(texts.get("objects.test"));
            test.setId("link-test");
            test.setOnAction(e -> actions.test(url, told::setText));
            box.getChildren().add(new HBox(12, test, told));
        }
        dialogs.form(title)
                .content(box)
                .action(texts.get("action.close"), new SimpleBooleanProperty(true), FormDialog.Outcome::done)
                .show();
    }
}
