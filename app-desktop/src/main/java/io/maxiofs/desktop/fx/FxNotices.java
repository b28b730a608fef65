package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** {@link Notices} at the lower right of the window. */
public final class FxNotices implements Notices {
    private static final Duration SHOWN_FOR = Duration.seconds(8);

    /** Who wants to undo something first has to see that it was wrong. */
    private static final Duration SHOWN_WITH_ACTION_FOR = Duration.seconds(20);

    private static final int MOST_SHOWN = 4;

    private final Texts texts;
    private final VBox view = new VBox(8);

    public FxNotices(Texts texts) {
        this.texts = texts;
        view.getStyleClass().add("notices");
        view.setAlignment(Pos.BOTTOM_RIGHT);
        view.setPickOnBounds(false);
        view.setId("notices");
    }

    /** To be laid over the window's content. */
    public VBox view() {
        return view;
    }

    /** What is there already in the same words moves to the end; never what offers something, which is its own each time. */
    @Override
    public void show(Notice notice) {
        view.getChildren().removeIf(shown -> sameWords(shown.getUserData(), notice));
        Label text = new Label(notice.text(), new FontIcon(icon(notice.kind())));
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(8, text);
        box.setUserData(notice);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("notice", "notice-" + styleOf(notice.kind()));
        box.setMaxWidth(420);
        box.setAccessibleText(notice.text());
        if (notice.action() != null) {
            Button action = new Button(notice.action());
            action.getStyleClass().addAll("flat", "notice-action");
            action.setMinWidth(Button.USE_PREF_SIZE);
            action.setOnAction(e -> {
                view.getChildren().remove(box);
                notice.run().run();
            });
            box.getChildren().add(action);
        }
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(texts.get("action.close"));
        close.setOnAction(e -> view.getChildren().remove(box));
        box.getChildren().add(close);
        view.getChildren().add(box);
        if (view.getChildren().size() > MOST_SHOWN) {
            view.getChildren().removeFirst();
        }
        if (notice.kind() == Kind.INFO || notice.kind() == Kind.SUCCESS) {
            PauseTransition pause = new PauseTransition(notice.action() == null ? SHOWN_FOR : SHOWN_WITH_ACTION_FOR);
            pause.setOnFinished(e -> view.getChildren().remove(box));
            pause.play();
        }
    }

    private static boolean sameWords(@Nullable Object shown, Notice notice) {
        return shown instanceof Notice before
                && before.action() == null
                && notice.action() == null
                && before.kind() == notice.kind()
                && before.text().equals(notice.text());
    }

    private static Ikon icon(Kind kind) {
        return switch (kind) {
            case INFO -> Feather.INFO;
            case SUCCESS -> Feather.CHECK_CIRCLE;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case ERROR -> Feather.ALERT_OCTAGON;
        };
    }

    private static String styleOf(Kind kind) {
        return switch (kind) {
            case INFO -> "info";
            case SUCCESS -> "success";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }
}
