package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** {@link Dialogs} as windows of their own that block only the window they belong to. */
public final class FxDialogs implements Dialogs {
    private static final int ROW_HEIGHT = 30;
    private static final int MOST_ROWS = 8;

    private final Texts texts;
    private final Theme theme;
    private final Supplier<@Nullable Window> owner;

    /** @param owner the window in front; may give null */
    public FxDialogs(Texts texts, Theme theme, Supplier<@Nullable Window> owner) {
        this.texts = texts;
        this.theme = theme;
        this.owner = owner;
    }

    /** An empty form of this look. */
    public FormDialog form(String title) {
        return new FormDialog(texts, theme, owner.get(), title);
    }

    @Override
    public void confirm(Confirmation confirmation, Runnable confirmed) {
        show(confirmation, new VBox(12), new SimpleBooleanProperty(true), confirmed);
    }

    @Override
    public void confirmByName(Confirmation confirmation, String name, Runnable confirmed) {
        Label label = new Label(texts.get("dialog.type-name", name));
        label.setWrapText(true);
        TextField field = new TextField();
        field.setId("confirm-name");
        label.setLabelFor(field);
        VBox box = new VBox(12, label, field);
        show(confirmation, box, field.textProperty().isEqualTo(name), confirmed);
    }

    private void show(Confirmation confirmation, VBox below, ObservableBooleanValue allowed, Runnable confirmed) {
        Label detail = new Label(confirmation.detail());
        detail.setWrapText(true);
        VBox box = new VBox(12, detail);
        if (!confirmation.items().isEmpty()) {
            box.getChildren().add(list(confirmation.items()));
        }
        box.getChildren().addAll(below.getChildren());
        form(confirmation.title())
                .content(box)
                .action(confirmation.action(), allowed, outcome -> {
                    outcome.done();
                    confirmed.run();
                })
                .dangerous()
                .show();
    }

    private ListView<String> list(List<String> items) {
        ListView<String> list = new ListView<>();
        list.getItems().setAll(items);
        list.setId("confirm-items");
        list.setAccessibleText(texts.get("dialog.affected", items.size()));
        list.setPrefHeight(Math.min(items.size(), MOST_ROWS) * (double) ROW_HEIGHT + 4);
        return list;
    }

    @Override
    public void ask(Question question, Consumer<String> answered) {
        Label label = new Label(question.label());
        TextField field = new TextField(question.initial());
        field.setId("question-answer");
        label.setLabelFor(field);
        Label wrong = new Label();
        wrong.setWrapText(true);
        wrong.getStyleClass().add("form-failure");
        wrong.textProperty()
                .bind(Bindings.createStringBinding(() -> problem(question, field.getText()), field.textProperty()));
        form(question.title())
                .content(new VBox(8, label, field, wrong))
                .action(question.action(), wrong.textProperty().isEmpty(), outcome -> {
                    outcome.done();
                    answered.accept(field.getText());
                })
                .show();
    }

    private static String problem(Question question, String text) {
        String problem = question.validation().apply(text);
        return problem == null ? "" : problem;
    }

    @Override
    public void error(String title, String detail) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.initModality(Modality.WINDOW_MODAL);
        Window window = owner.get();
        if (window != null) {
            dialog.initOwner(window);
        }
        theme.dress(dialog.getDialogPane().getScene());
        dialog.getDialogPane().getStyleClass().addAll("form-dialog", "error-dialog");
        Label text = new Label(detail);
        text.setWrapText(true);
        dialog.getDialogPane().setContent(text);
        dialog.getDialogPane().getButtonTypes().add(new ButtonType(texts.get("action.close"), ButtonData.CANCEL_CLOSE));
        dialog.show();
    }

    @Override
    public void saveFile(String title, String suggestedName, Consumer<Path> chosen) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        File file = chooser.showSaveDialog(owner.get());
        if (file != null) {
            chosen.accept(file.toPath());
        }
    }

    @Override
    public void openFiles(String title, Consumer<List<Path>> chosen) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        List<File> files = chooser.showOpenMultipleDialog(owner.get());
        if (files != null && !files.isEmpty()) {
            chosen.accept(files.stream().map(File::toPath).toList());
        }
    }

    @Override
    public void chooseFolder(String title, Consumer<Path> chosen) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        File folder = chooser.showDialog(owner.get());
        if (folder != null) {
            chosen.accept(folder.toPath());
        }
    }
}
