package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.ObjectEntry;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Rows in the order of the server, which asks for more when the last ones are nearly in sight. Not sorted by columns: that
 * would sort only what has been fetched, and look as if it were all.
 */
final class ObjectsTable extends TableView<ObjectRow> {
    private static final double ROW_HEIGHT = 32;
    private static final int AHEAD = 100;

    private final Texts texts;

    ObjectsTable(Texts texts, ObjectsViewModel model, Consumer<ObjectRow> open, BiConsumer<Node, MouseEvent> drag) {
        super(model.rows());
        this.texts = texts;
        setId("objects-table");
        setAccessibleText(texts.get("nav.objects"));
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getStyleClass().add("dense");
        setPlaceholder(new Label(texts.get("objects.search.nothing")));
        TableColumn<ObjectRow, ObjectRow> name = new TableColumn<>(texts.get("objects.column.name"));
        name.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        name.setCellFactory(column -> new NameCell());
        name.setMinWidth(130);
        name.setPrefWidth(420);
        name.setSortable(false);
        getColumns().add(name);
        text("objects.column.size", entry -> texts.formats().bytes(entry.size()), 90)
                .getStyleClass()
                .add("amount-column");
        text("objects.column.modified", entry -> texts.formats().dateTime(entry.modified()), 185)
                .setMinWidth(185);
        text("objects.column.lock", this::lock, 90);
        setRowFactory(view -> new Row(model, open, drag));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            ObjectRow selected = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && selected != null) {
                open.accept(selected);
                event.consume();
            }
        });
    }

    private TableColumn<ObjectRow, String> text(String key, Function<ObjectEntry, String> text, double width) {
        TableColumn<ObjectRow, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue() instanceof ObjectRow.File file ? text.apply(file.entry()) : ""));
        column.setSortable(false);
        column.setPrefWidth(width);
        column.setMinWidth(70);
        getColumns().add(column);
        return column;
    }

    private String lock(ObjectEntry entry) {
        ObjectEntry.Lock lock = entry.lock();
        if (lock == null) {
            return "";
        }
        return lock.legalHold() ? texts.get("objects.lock.hold") : texts.get("objects.lock.retained");
    }

    /** A row that knows when the list comes to its end. */
    private static final class Row extends TableRow<ObjectRow> {
        private final ObjectsViewModel model;

        Row(ObjectsViewModel model, Consumer<ObjectRow> open, BiConsumer<Node, MouseEvent> drag) {
            this.model = model;
            setOnDragDetected(event -> {
                if (!isEmpty()) {
                    drag.accept(this, event);
                }
            });
            setOnMouseClicked(event -> {
                ObjectRow item = getItem();
                if (event.getClickCount() == 2 && item != null) {
                    open.accept(item);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable ObjectRow item, boolean empty) {
            super.updateItem(item, empty);
            if (!empty && getIndex() >= model.rows().size() - AHEAD) {
                model.loadMore();
            }
        }
    }

    /** The name with a sign for what it is. */
    private final class NameCell extends TableCell<ObjectRow, ObjectRow> {
        private final FontIcon sign = new FontIcon(Feather.FILE);

        @Override
        protected void updateItem(@Nullable ObjectRow item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            boolean folder = item instanceof ObjectRow.Folder;
            sign.setIconCode(folder ? Feather.FOLDER : Feather.FILE);
            setText(item.name());
            setGraphic(sign);
            setAccessibleText(texts.get(folder ? "objects.a-folder" : "objects.an-object", item.name()));
        }
    }
}
