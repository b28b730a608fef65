package io.maxiofs.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.DesktopTest;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.SelectionMode;
import org.junit.jupiter.api.Test;

class SortableTableTest extends DesktopTest {

    private record Row(String name, int size) {}

    private static List<Row> selected(SortableTable<Row> table) {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    /** A table that cleared it would take the row from under somebody about to press a button, whenever a client writes. */
    @Test
    void keepsWhatIsSelectedWhenRowsAreAskedForAgain() {
        ObservableList<Row> rows = FXCollections.observableArrayList(new Row("a", 1), new Row("b", 1), new Row("c", 1));
        SortableTable<Row> table = fx(() -> SortableTable.steady(rows, "rows", Row::name));
        fx(() -> {
            table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
            table.getSelectionModel().select(1);
            table.getSelectionModel().select(2);
        });

        fx(() -> rows.setAll(new Row("0", 1), new Row("b", 2), new Row("c", 1)));
        assertThat(fx(() -> selected(table))).containsExactlyInAnyOrder(new Row("b", 2), new Row("c", 1));

        fx(() -> rows.setAll(new Row("c", 3)));
        assertThat(fx(() -> selected(table))).containsExactly(new Row("c", 3));

        fx(() -> rows.setAll(new Row("d", 1)));
        assertThat(fx(() -> selected(table))).isEmpty();
        assertThat(fx(() -> List.copyOf(table.getItems()))).containsExactly(new Row("d", 1));
    }
}
