package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.ActionEvent;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogEvent;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A window with a form and two buttons: Cancel and the one that does it. What it does may take time; the window shows
 * that, closes when it is done, and stays with the reason when it failed. Used on the user interface thread.
 */
public final class FormDialog {
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final Label failure = new Label();
    private final ProgressIndicator busySign = new ProgressIndicator();
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final VBox box = new VBox();

    /** Does what the form is for and tells how it went, on the user interface thread. */
    @FunctionalInterface
    public interface Action {
        void run(Outcome outcome);
    }

    /** How it went; exactly one of the two is called, once. */
    public interface Outcome {
        void done();

        /** @param message for the person */
        void failed(String message);
    }

    /** @param owner the window it belongs to; null if there is none */
    public FormDialog(Texts texts, Theme theme, @Nullable Window owner, String title) {
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setGraphic(null);
        dialog.initModality(Modality.WINDOW_MODAL);
        if (owner != null) {
            dialog.initOwner(owner);
        }
        dialog.setResizable(true);
        dialog.getDialogPane().getScene().addPostLayoutPulseListener(this::fit);
        theme.dress(dialog.getDialogPane().getScene());
        dialog.getDialogPane().getStyleClass().add("form-dialog");
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(texts.get("action.cancel"), ButtonData.CANCEL_CLOSE));
        failure.setWrapText(true);
        failure.getStyleClass().add("form-failure");
        failure.visibleProperty().bind(failure.textProperty().isNotEmpty());
        failure.managedProperty().bind(failure.visibleProperty());
        busySign.setMaxSize(18, 18);
        busySign.setAccessibleText(texts.get("state.working"));
        busySign.visibleProperty().bind(busy);
        busySign.managedProperty().bind(busy);
    }

    /** Forms ask for more as one goes on: the window grows with them, as far as the screen reaches. */
    private void fit() {
        Window window = dialog.getDialogPane().getScene().getWindow();
        double missing = box.prefHeight(box.getWidth()) - box.getHeight();
        if (window == null || !window.isShowing() || missing < 1) {
            return;
        }
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double height = Math.min(window.getHeight() + missing, screen.getHeight());
        if (height > window.getHeight()) {
            window.setHeight(height);
            window.setY(Math.max(screen.getMinY(), Math.min(window.getY(), screen.getMaxY() - height)));
        }
    }

    public FormDialog content(Node content) {
        content.disableProperty().bind(busy);
        box.getChildren().setAll(content, new HBox(8, busySign, failure));
        box.getStyleClass().add("form-box");
        dialog.getDialogPane().setContent(box);
        return this;
    }

    /**
     * The button that does it.
     *
     * @param label named by the action
     * @param allowed while the form may be sent
     */
    public FormDialog action(String label, ObservableBooleanValue allowed, Action action) {
        ButtonType type = new ButtonType(label, ButtonData.OK_DONE);
        dialog.getDialogPane().getButtonTypes().add(type);
        Button button = (Button) dialog.getDialogPane().lookupButton(type);
        button.getStyleClass().add("form-action");
        button.disableProperty().bind(Bindings.not(allowed).or(busy));
        button.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            failure.setText("");
            busy.set(true);
            action.run(new Outcome() {
                @Override
                public void done() {
                    busy.set(false);
                    dialog.setResult(type);
                    dialog.close();
                }

                @Override
                public void failed(String message) {
                    busy.set(false);
                    failure.setText(message);
                }
            });
        });
        return this;
    }

    /** For a window whose content does everything itself: its one button closes it. */
    public FormDialog closedBy(String label) {
        for (ButtonType type : dialog.getDialogPane().getButtonTypes()) {
            Button button = (Button) dialog.getDialogPane().lookupButton(type);
            button.setText(label);
            button.getStyleClass().add("form-action");
        }
        return this;
    }

    /** Makes the button that does it look dangerous and Cancel the default. */
    public FormDialog dangerous() {
        for (ButtonType type : dialog.getDialogPane().getButtonTypes()) {
            Button button = (Button) dialog.getDialogPane().lookupButton(type);
            boolean doesIt = type.getButtonData() == ButtonData.OK_DONE;
            button.setDefaultButton(!doesIt);
            if (doesIt) {
                button.getStyleClass().add("danger");
            }
        }
        return this;
    }

    /** Called when the window is gone, whatever the person chose. */
    public FormDialog onClosed(Runnable closed) {
        dialog.setOnHidden(e -> closed.run());
        return this;
    }

    /** Lets the person begin with a field instead of a button. */
    public FormDialog startingAt(Node field) {
        dialog.addEventHandler(DialogEvent.DIALOG_SHOWN, event -> field.requestFocus());
        return this;
    }

    /** Shows it and does not wait. */
    public void show() {
        dialog.show();
    }

    public void close() {
        dialog.setResult(ButtonType.CANCEL);
        dialog.close();
    }
}
