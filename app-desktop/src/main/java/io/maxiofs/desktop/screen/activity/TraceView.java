package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.control.ChoiceNames;
import io.maxiofs.desktop.control.FilterField;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Formats;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.TraceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The table of requests with its filters and what is to be said about the selected one. */
final class TraceView {
    private static final javafx.util.Duration TYPING_PAUSE = javafx.util.Duration.millis(300);
    private static final long MICROS_PER_MILLI = 1000;

    private final TraceViewModel model;
    private final Texts texts;
    private final Notices notices;
    private final FilterField filter;
    private final Label detail = new Label();
    private final Button curl = new Button();
    private final SortableTable<TraceEntry> table;
    private final VBox root;

    /** @param connect leads to where a first program is connected */
    TraceView(TraceViewModel model, Texts texts, Notices notices, Runnable connect) {
        this.model = model;
        this.texts = texts;
        this.notices = notices;
        filter = new FilterField(texts.get("activity.trace.filter"));
        filter.setId("trace-filter");
        table = table();
        BooleanBinding nothing = Bindings.isEmpty(model.entries());
        StatePane state = new StatePane(texts)
                .content(table)
                .follow(model.stateProperty())
                .whenEmpty(
                        nothing.and(model.narrowed()),
                        texts.get("activity.trace.nothing-fits"),
                        texts.get("action.show-all"),
                        model::showAll)
                .whenEmpty(nothing, texts.get("activity.trace.empty"), texts.get("overview.connect-tool"), connect)
                .onRetry(model::load);
        state.setMinHeight(0);
        VBox.setVgrow(state, Priority.ALWAYS);
        root = new VBox(8, tools(), state, footer());
        root.getStyleClass().add("trace-box");
        table.getSelectionModel().selectedItemProperty().subscribe(this::select);
    }

    Region root() {
        return root;
    }

    void focusFilter() {
        filter.requestFocus();
    }

    private HBox tools() {
        // The server searches, so not at every key.
        PauseTransition pause = new PauseTransition(TYPING_PAUSE);
        pause.setOnFinished(e -> model.load());
        filter.textProperty().bindBidirectional(model.textProperty());
        filter.textProperty().subscribe((before, now) -> pause.playFromStart());
        HBox.setHgrow(filter, Priority.ALWAYS);
        ChoiceBox<String> result = new ChoiceBox<>();
        result.setId("trace-result");
        result.setAccessibleText(texts.get("activity.trace.result"));
        result.getItems().setAll(TraceViewModel.RESULTS);
        result.setConverter(new ChoiceNames<>(value -> {
            String key = "activity.trace.result." + value;
            return texts.has(key) ? texts.get(key) : value;
        }));
        result.valueProperty().bindBidirectional(model.resultProperty());
        Button span = new Button("", new FontIcon(Feather.X));
        span.setId("trace-span");
        span.setOnAction(e -> model.spanProperty().set(null));
        model.spanProperty().subscribe(part -> {
            span.setVisible(part != null);
            span.setManaged(part != null);
            if (part != null) {
                span.setText(texts.get(
                        "activity.trace.span",
                        texts.formats().time(part.from()),
                        texts.formats().time(part.to())));
            }
        });
        Label title = new Label(texts.get("activity.trace"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox tools = new HBox(8, title, filter, result, span);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private SortableTable<TraceEntry> table() {
        Formats formats = texts.formats();
        SortableTable<TraceEntry> made = new SortableTable<>(model.entries(), texts.get("activity.trace"));
        made.setId("trace-table");
        TableColumn<TraceEntry, Instant> time =
                made.column("time", texts.get("activity.column.time"), TraceEntry::time, formats::time);
        TableColumn<TraceEntry, String> operation =
                made.text("operation", texts.get("activity.column.operation"), this::operation);
        TableColumn<TraceEntry, String> target = made.text(
                "target",
                texts.get("activity.column.target"),
                entry -> entry.asked().target());
        TableColumn<TraceEntry, String> status =
                made.text("status", texts.get("activity.column.status"), TraceView::status);
        made.amount(
                "took",
                texts.get("activity.column.took"),
                entry -> entry.timing().totalMicros(),
                this::millis);
        made.text(
                "client",
                texts.get("activity.column.client"),
                entry -> entry.sender().client());
        made.text(
                "address",
                texts.get("activity.column.address"),
                entry -> entry.sender().address());
        time.setPrefWidth(110);
        target.setPrefWidth(170);
        operation.setPrefWidth(125);
        status.setPrefWidth(150);
        return made;
    }

    private String operation(TraceEntry entry) {
        if (entry.asked().operation() == null && entry.asked().method().isEmpty()) {
            return texts.get("activity.trace.connection");
        }
        return Objects.requireNonNullElse(
                entry.asked().operation(), entry.asked().method());
    }

    private static String status(TraceEntry entry) {
        String error = entry.result().error();
        String status = entry.result().status() == 0
                ? ""
                : Integer.toString(entry.result().status());
        return error == null ? status : (status + " " + error).strip();
    }

    private String millis(long micros) {
        return texts.formats().duration(Duration.ofMillis(Math.max(1, micros / MICROS_PER_MILLI)));
    }

    private HBox footer() {
        detail.setId("trace-detail");
        detail.setWrapText(true);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        curl.setText(texts.get("activity.trace.curl"));
        curl.setGraphic(new FontIcon(Feather.TERMINAL));
        curl.setId("trace-curl");
        curl.setMinWidth(Region.USE_PREF_SIZE);
        curl.setOnAction(e -> copyCurl());
        Button more = new Button(texts.get("activity.trace.more"));
        more.setId("trace-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.visibleProperty().bind(model.moreProperty());
        more.managedProperty().bind(more.visibleProperty());
        more.setOnAction(e -> model.loadMore());
        HBox footer = new HBox(8, detail, curl, more);
        footer.setAlignment(Pos.CENTER_LEFT);
        return footer;
    }

    private void select(@Nullable TraceEntry entry) {
        curl.setDisable(entry == null);
        if (entry == null) {
            detail.setText(texts.get("activity.trace.select"));
            return;
        }
        String explanation = texts.server().explanation(entry);
        String times = texts.get(
                "activity.trace.times",
                micros(entry.timing().authMicros()),
                micros(entry.timing().queueMicros()),
                micros(entry.timing().storeMicros()),
                micros(entry.timing().sendMicros()));
        detail.setText(explanation == null ? times : explanation + " " + times);
    }

    private String micros(long micros) {
        return texts.get("activity.milliseconds", texts.formats().number(micros / (double) MICROS_PER_MILLI, 1));
    }

    private void copyCurl() {
        TraceEntry entry = table.getSelectionModel().getSelectedItem();
        if (entry != null) {
            model.curl(entry, command -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(command);
                Clipboard.getSystemClipboard().setContent(content);
                notices.success(texts.get("activity.trace.curl-copied"));
            });
        }
    }
}
