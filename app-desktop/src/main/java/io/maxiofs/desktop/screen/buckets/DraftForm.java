package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A form of one setting with its own buttons; a refusal is said above it. What somebody has typed stays when the settings
 * are loaded again, until it is saved or taken back. Enter in a field saves.
 *
 * @param <T> what is loaded
 */
final class DraftForm<T> {
    private final Draft draft;
    private final Consumer<T> loading;
    private final Label wrong = new Label();
    private final VBox root;
    private @Nullable T loaded;

    /** Sends what the form holds. */
    @FunctionalInterface
    interface Saving {
        /**
         * @param failed gets the reason in words
         * @param done called when it is saved
         */
        void run(Consumer<String> failed, Runnable done);
    }

    /**
     * @param id of the button that saves; the other one is {@code id-revert}, the reason of a refusal {@code id-problem}
     * @param loading shows what holds
     */
    DraftForm(Texts texts, Draft draft, Node content, String id, Consumer<T> loading, Saving saving) {
        this.draft = draft;
        this.loading = loading;
        Button save = new Button(texts.get("action.save"));
        save.setId(id);
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.disableProperty().bind(Bindings.not(draft.validProperty()));
        save.getStyleClass().add("accent");
        save.setOnAction(e -> {
            wrong.setText("");
            saving.run(wrong::setText, () -> draft.load(() -> {}));
        });
        Button revert = new Button(texts.get("action.revert"));
        revert.setId(id + "-revert");
        revert.setMinWidth(Region.USE_PREF_SIZE);
        revert.setOnAction(e -> revert());
        wrong.setId(id + "-problem");
        wrong.setWrapText(true);
        wrong.setMinHeight(Region.USE_PREF_SIZE);
        wrong.getStyleClass().add("form-failure");
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
        wrong.visibleProperty().bind(wrong.managedProperty());
        root = new VBox(12, wrong, content, new HBox(8, save, revert));
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField && !save.isDisabled()) {
                event.consume();
                save.fire();
            }
        });
    }

    private void revert() {
        T now = loaded;
        wrong.setText("");
        if (now != null) {
            loading.accept(now);
        }
    }

    Region root() {
        return root;
    }

    /** Takes over what holds now. */
    void show(T now) {
        loaded = now;
        if (!draft.isChanged()) {
            loading.accept(now);
        }
    }
}
