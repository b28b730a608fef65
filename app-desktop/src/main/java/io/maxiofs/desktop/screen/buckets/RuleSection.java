package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A list of rules in words, each with what can be done to it, and the form in which one is written. Ids are the name of the
 * list, what is done, and the place of the rule, as in {@code cors-edit-0}.
 *
 * @param <T> a rule, a record
 */
abstract class RuleSection<T> {
    private final Texts texts;
    private final FxDialogs dialogs;
    private final String name;
    private final VBox list = new VBox(12);
    private final Label problem = new Label();
    private final Button add = new Button();
    private List<T> shown = List.of();

    /** @param name of the list, in ids and in the key of its explanation */
    RuleSection(Texts texts, FxDialogs dialogs, String name) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.name = name;
        list.setId(name + "-rules");
        problem.setId(name + "-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("form-failure");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.visibleProperty().bind(problem.managedProperty());
        add.setText(texts.get("bucket-settings.add-rule"));
        add.setId(name + "-add");
        add.setOnAction(e -> open(null, false));
    }

    final Texts texts() {
        return texts;
    }

    /** What the button that adds one says. */
    final void adds(String text) {
        add.setText(text);
    }

    final void failed(String reason) {
        problem.setText(reason);
    }

    /** With an explanation above. */
    final Region root(String explanation) {
        Label explain = new Label(explanation);
        explain.setWrapText(true);
        explain.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(12, explain, problem, list, add);
        box.getStyleClass().add("settings-side");
        return box;
    }

    /** The list and its button, as a part of something else. */
    final Region part() {
        return new VBox(12, problem, list, add);
    }

    /** Those in force. The focus stays with what it was on. */
    final void show(List<T> rules) {
        Node focused = list.getScene() == null ? null : list.getScene().getFocusOwner();
        String id = focused == null ? null : focused.getId();
        shown = rules;
        list.getChildren().clear();
        if (rules.isEmpty()) {
            Label none = new Label(texts.get("bucket-settings.no-rules"));
            none.getStyleClass().add("muted");
            list.getChildren().add(none);
        }
        for (int i = 0; i < rules.size(); i++) {
            list.getChildren().add(card(rules.get(i), i));
        }
        Node again = id == null || !id.startsWith(name + "-") ? null : list.lookup("#" + id);
        if (again != null) {
            again.requestFocus();
        }
    }

    /** What is shown. */
    final List<T> shown() {
        return shown;
    }

    private Node card(T rule, int place) {
        List<String> words = words(rule);
        String title = words.getFirst();
        List<Node> content = new ArrayList<>();
        if (words.size() > 1) {
            content.add(wrapped(String.join("\n", words.subList(1, words.size()))));
        }
        List<Node> actions = new ArrayList<>(more(rule));
        if (isDocumentOnly(rule)) {
            content.add(wrapped(texts.get("rules.document-only")));
            actions.add(button("raw", place, Feather.CODE, texts.get("rules.raw", title), () -> showDocument(rule)));
        } else {
            actions.addAll(changes(rule, place, title));
        }
        if (isOrdered()) {
            Button up = button(
                    "up", place, Feather.ARROW_UP, texts.get("rules.up", title), () -> move(rule, -1, this::failed));
            up.setDisable(place == 0);
            Button down = button(
                    "down",
                    place,
                    Feather.ARROW_DOWN,
                    texts.get("rules.down", title),
                    () -> move(rule, 1, this::failed));
            down.setDisable(place == shown.size() - 1);
            actions.add(up);
            actions.add(down);
        }
        actions.add(button(
                "remove",
                place,
                Feather.TRASH_2,
                texts.get("bucket-settings.remove-rule", title),
                () -> remove(rule, this::failed)));
        return new Card(title, content.toArray(Node[]::new)).actions(actions.toArray(Node[]::new));
    }

    private List<Node> changes(T rule, int place, String title) {
        List<Node> actions = new ArrayList<>();
        T other = toggled(rule);
        if (other != null) {
            boolean on = isEnabled(rule);
            actions.add(button(
                    "toggle",
                    place,
                    on ? Feather.TOGGLE_RIGHT : Feather.TOGGLE_LEFT,
                    texts.get(on ? "rules.disable" : "rules.enable", title),
                    () -> replace(rule, other, this::failed)));
        }
        actions.add(button("edit", place, Feather.EDIT_2, texts.get("rules.edit", title), () -> open(rule, false)));
        actions.add(button("copy", place, Feather.COPY, texts.get("rules.copy", title), () -> open(rule, true)));
        return actions;
    }

    private Button button(String action, int place, Ikon icon, String text, Runnable run) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(name + "-" + action + "-" + place);
        button.getStyleClass().add("button-icon");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(e -> {
            failed("");
            run.run();
        });
        return button;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** The form; Enter saves and Escape closes it, and it stays with the reason if it is refused. */
    final void dialog(String title, DraftRows rows, Draft draft, Saving saving) {
        dialogs.form(title)
                .content(rows.root(name + "-together"))
                .startingAt(rows.first())
                .action(
                        texts.get("action.save"),
                        draft.validProperty(),
                        outcome -> saving.run(outcome::failed, outcome::done))
                .show();
    }

    /** Sends what a form holds. */
    @FunctionalInterface
    interface Saving {
        void run(Consumer<String> failed, Runnable done);
    }

    /** What the rule says, its title first. */
    abstract List<String> words(T rule);

    /**
     * Opens the form.
     *
     * @param rule to begin with; null for a new one
     * @param copy whether another one is made of it
     */
    abstract void open(@Nullable T rule, boolean copy);

    abstract void replace(T rule, T other, Consumer<String> failed);

    abstract void remove(T rule, Consumer<String> failed);

    /** Whether the order means something. */
    boolean isOrdered() {
        return false;
    }

    /** Only where the order means something. */
    void move(T rule, int by, Consumer<String> failed) {
        throw new UnsupportedOperationException("These have no order");
    }

    boolean isEnabled(T rule) {
        return true;
    }

    /** The same turned on or off; null where there is no such thing. */
    @Nullable T toggled(T rule) {
        return null;
    }

    /** Whether it holds something that the form cannot show. */
    boolean isDocumentOnly(T rule) {
        return false;
    }

    /** Shows where it stands in S3's document. */
    void showDocument(T rule) {
        throw new UnsupportedOperationException("Everything of these has a form");
    }

    /** What else can be done to it. */
    List<Node> more(T rule) {
        return List.of();
    }
}
