package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows one of four: that something is being loaded, that there is nothing and what to do about it, why it failed with a
 * way to try again, or the content. Content that was there stays while it is loaded again.
 */
public final class StatePane extends StackPane {
    private final Texts texts;
    private final ObjectProperty<LoadState> state = new SimpleObjectProperty<>(this, "state", LoadState.IDLE);
    private final ObjectProperty<Face> face = new SimpleObjectProperty<>(this, "face", Face.LOADING);
    private final ProgressIndicator loading = new ProgressIndicator();
    private final Label failure = new Label();
    private final Button retry = new Button();
    private final VBox failed = new VBox();
    private final List<Emptiness> empties = new ArrayList<>();
    private @Nullable Node content;
    private boolean loadedOnce;

    /** A way in which there is nothing, and what is shown then. */
    private record Emptiness(ObservableBooleanValue isEmpty, VBox box) {}

    /** What is shown now. */
    public enum Face {
        LOADING,
        EMPTY,
        FAILED,
        CONTENT
    }

    public StatePane(Texts texts) {
        this.texts = texts;
        getStyleClass().add("state-pane");
        loading.setMaxSize(48, 48);
        loading.getStyleClass().add("state-loading");
        loading.setAccessibleText(texts.get("state.loading"));
        failure.setWrapText(true);
        failure.getStyleClass().add("state-message");
        retry.setText(texts.get("action.retry"));
        retry.getStyleClass().add("state-retry");
        retry.setVisible(false);
        FontIcon sign = new FontIcon(Feather.ALERT_TRIANGLE);
        sign.getStyleClass().add("state-icon");
        failed.getChildren().addAll(sign, failure, retry);
        failed.getStyleClass().addAll("state-box", "state-failed");
        failed.setAlignment(Pos.CENTER);
        state.addListener((o, before, now) -> show());
        show();
    }

    /** The state to follow, usually of a {@link Loader}. */
    public StatePane follow(ObservableValue<LoadState> source) {
        state.bind(source);
        return this;
    }

    public StatePane content(Node node) {
        content = node;
        show();
        return this;
    }

    /** What the retry button does; without it there is none. */
    public StatePane onRetry(Runnable action) {
        retry.setVisible(true);
        retry.setOnAction(e -> action.run());
        return this;
    }

    /**
     * What is shown while there is nothing. Of several ways in which there may be nothing the one added first is shown.
     *
     * @param isEmpty while it is true and loaded
     * @param message says that there is nothing and why one would want something
     * @param actionText label of the one action that makes sense; null for none
     */
    public StatePane whenEmpty(
            ObservableBooleanValue isEmpty, String message, @Nullable String actionText, Runnable action) {
        Label text = new Label(message);
        text.setWrapText(true);
        text.getStyleClass().add("state-message");
        FontIcon sign = new FontIcon(Feather.INBOX);
        sign.getStyleClass().add("state-icon");
        VBox nothing = new VBox(sign, text);
        nothing.getStyleClass().addAll("state-box", "state-empty");
        nothing.setAlignment(Pos.CENTER);
        if (actionText != null) {
            Button button = new Button(actionText);
            button.getStyleClass().addAll("accent", "state-action");
            button.setOnAction(e -> action.run());
            nothing.getChildren().add(button);
        }
        empties.add(new Emptiness(isEmpty, nothing));
        isEmpty.addListener((o, before, now) -> show());
        show();
        return this;
    }

    public ReadOnlyObjectProperty<Face> faceProperty() {
        return face;
    }

    public Face face() {
        return face.get();
    }

    private void show() {
        Face next = next(state.get());
        switch (next) {
            case LOADING -> getChildren().setAll(loading);
            case EMPTY -> emptiness().ifPresent(found -> getChildren().setAll(found.box()));
            case FAILED -> getChildren().setAll(failed);
            case CONTENT -> {
                if (content == null) {
                    getChildren().clear();
                } else {
                    getChildren().setAll(content);
                }
            }
        }
        face.set(next);
    }

    private Face next(LoadState now) {
        return switch (now) {
            case LoadState.Idle idle -> Face.LOADING;
            case LoadState.Loading again -> loadedOnce ? loadedFace() : Face.LOADING;
            case LoadState.Loaded loaded -> {
                loadedOnce = true;
                yield loadedFace();
            }
            case LoadState.Failed(String message) -> {
                failure.setText(message);
                failed.setAccessibleText(texts.get("state.failed", message));
                yield Face.FAILED;
            }
        };
    }

    private Face loadedFace() {
        return emptiness().isPresent() ? Face.EMPTY : Face.CONTENT;
    }

    private Optional<Emptiness> emptiness() {
        return empties.stream().filter(way -> way.isEmpty().get()).findFirst();
    }
}
