package io.maxiofs.desktop.control;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/**
 * A table over an observable list that can be sorted by every column and filtered. Rows are virtualised: only those in
 * sight have nodes.
 */
public final class SortableTable<T> extends TableView<T> {
    private final FilteredList<T> filtered;

    /** @param accessibleText what the rows are */
    public SortableTable(ObservableList<T> rows, String accessibleText) {
        this(new FilteredList<>(rows), accessibleText);
    }

    private SortableTable(FilteredList<T> filtered, String accessibleText) {
        this.filtered = filtered;
        SortedList<T> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setAccessibleText(accessibleText);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getStyleClass().addAll("sortable-table", "dense");
    }

    /**
     * A table over rows that are asked for again while somebody looks at them: what is selected stays selected, although
     * each row is another object then.
     *
     * @param identity what a row has in common with the one in whose place it comes
     */
    public static <T> SortableTable<T> steady(
            ObservableList<T> rows, String accessibleText, Function<? super T, ?> identity) {
        ObservableList<T> shown = FXCollections.observableArrayList(rows);
        SortableTable<T> table = new SortableTable<>(new FilteredList<>(shown), accessibleText);
        rows.subscribe(() -> table.replace(shown, rows, identity));
        return table;
    }

    private void replace(ObservableList<T> shown, List<T> rows, Function<? super T, ?> identity) {
        if (shown.equals(rows)) {
            return;
        }
        Set<Object> selected = new HashSet<>();
        getSelectionModel().getSelectedItems().forEach(row -> selected.add(identity.apply(row)));
        shown.setAll(rows);
        getSelectionModel().clearSelection();
        for (int i = 0; !selected.isEmpty() && i < getItems().size(); i++) {
            if (selected.remove(identity.apply(getItems().get(i)))) {
                getSelectionModel().select(i);
            }
        }
    }

    /** What is shown instead of rows. */
    public SortableTable<T> emptyText(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        setPlaceholder(label);
        return this;
    }

    /**
     * A column that is sorted by its value and shows a text for it. Null values come last when ascending.
     *
     * @param id of the column, for styles and tests
     */
    public <V extends Comparable<? super V>> TableColumn<T, V> column(
            String id,
            String title,
            Function<? super T, ? extends @Nullable V> value,
            Function<? super V, String> text) {
        TableColumn<T, V> column = new TableColumn<>(title);
        column.setId(id);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
        column.setCellFactory(c -> new TextCell<>(text));
        getColumns().add(column);
        return column;
    }

    /** A column of texts. */
    public TableColumn<T, String> text(String id, String title, Function<? super T, String> value) {
        return column(id, title, value, Function.identity());
    }

    /** As {@link #column}, for amounts: right-aligned. */
    public <V extends Comparable<? super V>> TableColumn<T, V> amount(
            String id,
            String title,
            Function<? super T, ? extends @Nullable V> value,
            Function<? super V, String> text) {
        TableColumn<T, V> column = column(id, title, value, text);
        column.getStyleClass().add("amount-column");
        return column;
    }

    /** A column that shows a node per row and is sorted by what it stands for. */
    public <V extends Comparable<? super V>> TableColumn<T, V> node(
            String id, String title, Function<? super T, V> order, Function<? super T, Node> node) {
        TableColumn<T, V> column = new TableColumn<>(title);
        column.setId(id);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(order.apply(row.getValue())));
        column.setCellFactory(c -> new NodeCell<>(node));
        getColumns().add(column);
        return column;
    }

    /** Shows only rows whose text, as {@code words} gives it, contains the filter, whatever its case. */
    public SortableTable<T> filterBy(ObservableStringValue filter, Function<? super T, String> words) {
        filter.subscribe(typed -> {
            String wanted = fold(typed);
            filtered.setPredicate(
                    wanted.isEmpty() ? null : row -> fold(words.apply(row)).contains(wanted));
        });
        return this;
    }

    private static String fold(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.getDefault());
    }

    /** What a double click or Enter on a row does. */
    public SortableTable<T> onOpen(Consumer<? super T> open) {
        setRowFactory(table -> {
            TableRow<T> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !row.isEmpty()) {
                    open.accept(row.getItem());
                }
            });
            return row;
        });
        setOnKeyPressed(event -> {
            T selected = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && selected != null) {
                open.accept(selected);
                event.consume();
            }
        });
        return this;
    }

    private static final class TextCell<T, V> extends TableCell<T, V> {
        private final Function<? super V, String> text;

        TextCell(Function<? super V, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(V item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : text.apply(item));
        }
    }

    private static final class NodeCell<T, V> extends TableCell<T, V> {
        private final Function<? super T, Node> node;

        NodeCell(Function<? super T, Node> node) {
            this.node = node;
        }

        @Override
        protected void updateItem(V item, boolean empty) {
            super.updateItem(item, empty);
            T row = empty ? null : getTableRow().getItem();
            setGraphic(row == null ? null : node.apply(row));
        }
    }
}
