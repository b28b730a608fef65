package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.i18n.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Finds a screen or an action by a few letters and runs it: Ctrl+K, letters, Enter. */
final class CommandPalette extends StackPane {
    private static final int ROW_HEIGHT = 36;
    private static final int MOST_ROWS = 9;

    private final Texts texts;
    private final Supplier<List<Command>> commands;
    private final TextField field = new TextField();
    private final ObservableList<Command> found = FXCollections.observableArrayList();
    private final ListView<Command> list = new ListView<>(found);
    private @Nullable Node focusedBefore;

    CommandPalette(Texts texts, Supplier<List<Command>> commands) {
        this.texts = texts;
        this.commands = commands;
        getStyleClass().add("palette-veil");
        setVisible(false);
        setAlignment(Pos.TOP_CENTER);
        field.setId("palette-field");
        field.setPromptText(texts.get("shell.palette.prompt"));
        field.setAccessibleText(texts.get("shell.palette.prompt"));
        list.setId("palette-list");
        list.setAccessibleText(texts.get("shell.palette"));
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label(texts.get("shell.palette.nothing")));
        VBox box = new VBox(field, list);
        box.getStyleClass().add("palette");
        box.setMaxSize(520, Region.USE_PREF_SIZE);
        getChildren().add(box);
        field.textProperty().addListener((o, before, now) -> search(now));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setOnMouseClicked(event -> {
            if (equals(event.getTarget())) {
                close();
            }
        });
        list.setOnMouseClicked(event -> runSelected());
    }

    void open() {
        focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
        field.clear();
        search("");
        setVisible(true);
        field.requestFocus();
    }

    void close() {
        setVisible(false);
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    private void search(String typed) {
        String wanted = typed.strip().toLowerCase(texts.locale());
        found.setAll(commands.get().stream()
                .filter(command -> command.name().toLowerCase(texts.locale()).contains(wanted))
                .toList());
        list.setPrefHeight(Math.clamp(found.size(), 1, MOST_ROWS) * (double) ROW_HEIGHT + 4);
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            runSelected();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().selectNext();
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
            event.consume();
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().selectPrevious();
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
            event.consume();
        }
    }

    private void runSelected() {
        Command selected = list.getSelectionModel().getSelectedItem();
        if (selected != null) {
            close();
            selected.run().run();
        }
    }

    private static final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label keys = new Label(command.keys());
            keys.getStyleClass().add("muted");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox row = new HBox(10, new FontIcon(command.icon()), new Label(command.name()), space, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
