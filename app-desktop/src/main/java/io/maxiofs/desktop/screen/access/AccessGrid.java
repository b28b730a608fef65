package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AccessGridDocument;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Keys as rows, buckets as columns, and in each cell what the key may do there. */
final class AccessGrid {
    private static final double COLUMN_WIDTH = 140;

    private final Texts texts;
    private final AccessViewModel model;
    private final TableView<AccessGridDocument.Row> table = new TableView<>();
    private final VBox root;

    AccessGrid(Texts texts, AccessViewModel model) {
        this.texts = texts;
        this.model = model;
        table.setId("grid-table");
        table.setAccessibleText(texts.get("access.tab.grid"));
        table.setPlaceholder(new Label(texts.get("access.nothing")));
        Label note = new Label(texts.get("access.grid.note"));
        note.setWrapText(true);
        note.getStyleClass().add("muted");
        VBox.setVgrow(table, Priority.ALWAYS);
        root = new VBox(12, note, table);
        root.getStyleClass().add("tab-pane-content");
        model.everythingProperty().subscribe(everything -> {
            if (everything != null) {
                show(everything.grid());
            }
        });
    }

    VBox root() {
        return root;
    }

    private void show(AccessGridDocument grid) {
        table.getColumns().clear();
        TableColumn<AccessGridDocument.Row, String> key = new TableColumn<>(texts.get("access.column.key"));
        key.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue().user() + "\n" + row.getValue().key()));
        key.setPrefWidth(210);
        table.getColumns().add(key);
        table.getColumns().add(column(texts.get("access.grid.others"), null));
        for (String bucket : grid.buckets()) {
            table.getColumns().add(column(bucket, bucket));
        }
        table.getItems().setAll(grid.keys());
    }

    /** @param bucket null for all that have no column value of their own */
    private TableColumn<AccessGridDocument.Row, AccessGridDocument.Row> column(String title, @Nullable String bucket) {
        TableColumn<AccessGridDocument.Row, AccessGridDocument.Row> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new LevelCell(title, bucket));
        column.setSortable(false);
        column.setPrefWidth(COLUMN_WIDTH);
        return column;
    }

    /** What a row's key may do in that column's bucket; empty if only its policy says it. */
    static String level(AccessGridDocument.Row row, @Nullable String bucket) {
        String others = row.others();
        if (row.custom() || others == null) {
            return "";
        }
        return bucket == null ? others : row.levels().getOrDefault(bucket, others);
    }

    private final class LevelCell extends TableCell<AccessGridDocument.Row, AccessGridDocument.Row> {
        private final String title;
        private final @Nullable String bucket;

        LevelCell(String title, @Nullable String bucket) {
            this.title = title;
            this.bucket = bucket;
        }

        @Override
        protected void updateItem(AccessGridDocument.@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            List<String> levels = bucket == null
                    ? List.of(AccessGridDocument.FULL, AccessGridDocument.NONE)
                    : AccessGridDocument.LEVELS;
            ChoiceBox<String> box = new ChoiceBox<>(FXCollections.observableArrayList(levels));
            box.setConverter(words());
            box.setMaxWidth(Double.MAX_VALUE);
            box.setAccessibleText(texts.get("access.grid.cell", row.key(), title));
            String current = level(row, bucket);
            box.setValue(current.isEmpty() ? null : current);
            box.setOnAction(e -> {
                String chosen = box.getValue();
                if (chosen != null && !chosen.equals(current)) {
                    model.setCell(row, bucket, chosen);
                }
            });
            setGraphic(box);
        }

        private StringConverter<String> words() {
            return new StringConverter<>() {
                @Override
                public String toString(@Nullable String level) {
                    return level == null ? texts.get("access.level.custom") : model.levelText(level);
                }

                @Override
                public String fromString(String text) {
                    return text;
                }
            };
        }
    }
}
