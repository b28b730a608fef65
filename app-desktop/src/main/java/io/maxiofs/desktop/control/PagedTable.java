package io.maxiofs.desktop.control;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of the server, which asks for more when the last ones are nearly in sight. Not sorted by columns: that
 * would sort only what has been fetched, and look as if it were all.
 */
public final class PagedTable<T> extends TableView<T> {
    /** Rows before the end at which more is asked for. */
    private static final int AHEAD = 100;

    private final Function<? super T, ?> identity;

    /**
     * @param accessibleText what the rows are
     * @param identity what a row has in common with the one in whose place it comes when the rows are asked for again: what
     *     is selected stays selected
     * @param more asks for more rows; does nothing if there are none
     */
    public PagedTable(ObservableList<T> rows, String accessibleText, Function<? super T, ?> identity, Runnable more) {
        super(FXCollections.observableArrayList(rows));
        this.identity = identity;
        setAccessibleText(accessibleText);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getStyleClass().add("dense");
        ObservableList<T> shown = getItems();
        setRowFactory(table -> new Row<>(shown, more));
        rows.addListener((ListChangeListener<T>) change -> follow(change, shown));
    }

    private void follow(ListChangeListener.Change<? extends T> change, ObservableList<T> shown) {
        List<? extends T> now = change.getList();
        boolean appended = change.next() && !change.wasRemoved() && change.getFrom() == shown.size() && !change.next();
        if (appended) {
            shown.addAll(now.subList(shown.size(), now.size()));
            return;
        }
        Set<Object> selected = new HashSet<>();
        getSelectionModel().getSelectedItems().forEach(row -> selected.add(identity.apply(row)));
        getSelectionModel().clearSelection();
        shown.setAll(now);
        for (int i = 0; i < now.size() && !selected.isEmpty(); i++) {
            if (selected.remove(identity.apply(now.get(i)))) {
                getSelectionModel().select(i);
            }
        }
    }

    /** What is shown instead of rows. */
    public PagedTable<T> emptyText(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        setPlaceholder(label);
        return this;
    }

    /**
     * A column of texts.
     *
     * @param id of the column, for styles and tests
     */
    public TableColumn<T, String> text(String id, String title, Function<? super T, String> text) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setId(id);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setSortable(false);
        getColumns().add(column);
        return column;
    }

    /** As {@link #text}, for amounts: right-aligned. */
    public TableColumn<T, String> amount(String id, String title, Function<? super T, String> text) {
        TableColumn<T, String> column = text(id, title, text);
        column.getStyleClass().add("amount-column");
        return column;
    }

    /** A row that knows when the list comes to its end. */
    private static final class Row<T> extends TableRow<T> {
        private final ObservableList<T> rows;
        private final Runnable more;

        Row(ObservableList<T> rows, Runnable more) {
            this.rows = rows;
            this.more = more;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (!empty && getIndex() >= rows.size() - AHEAD) {
                more.run();
            }
        }
    }
}
