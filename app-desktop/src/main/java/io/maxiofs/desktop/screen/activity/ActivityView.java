package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.control.ChoiceNames;
import io.maxiofs.desktop.control.ScreenTitle;
import io.maxiofs.desktop.control.SortableTable;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.StatePane;
import io.maxiofs.desktop.i18n.Formats;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Operation;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds measurements and requests to charts and tables. */
final class ActivityView {
    private static final double CHART_SHARE = 0.58;
    private static final int DIGITS = 2;

    private final ActivityViewModel model;
    private final TraceViewModel trace;
    private final Texts texts;
    private final Dialogs dialogs;
    private final ActivityCharts charts;
    private final SortableTable<MetricsDocument> table;
    private final TraceView traceView;
    private final ToggleButton asTable = new ToggleButton();
    private final VBox root;
    private boolean drawing;

    /** @param connect leads to where a first program is connected */
    ActivityView(
            ActivityViewModel model,
            TraceViewModel trace,
            Texts texts,
            Dialogs dialogs,
            Notices notices,
            Runnable connect) {
        this.model = model;
        this.trace = trace;
        this.texts = texts;
        this.dialogs = dialogs;
        this.charts = new ActivityCharts(model, texts, this::pick);
        this.table = table();
        this.traceView = new TraceView(trace, texts, notices, connect);
        ScrollPane scroller = new ScrollPane(charts);
        scroller.setFitToWidth(true);
        scroller.setFitToHeight(true);
        StackPane numbers = new StackPane(scroller);
        asTable.selectedProperty().subscribe(chosen -> numbers.getChildren().setAll(chosen ? table : scroller));
        StatePane state = new StatePane(texts)
                .content(numbers)
                .follow(model.stateProperty())
                .onRetry(model::load)
                .whenEmpty(Bindings.isEmpty(model.points()), texts.get("activity.empty"), null, () -> {});
        SplitPane split = new SplitPane(state, traceView.root());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(CHART_SHARE);
        VBox.setVgrow(split, Priority.ALWAYS);
        root = new VBox(title(), tools(), split);
        root.getStyleClass().add("screen");
        model.revisionProperty().subscribe(now -> draw());
        model.frozenProperty().subscribe(trace::freeze);
    }

    Parent root() {
        return root;
    }

    /** Whether it is in front; behind another screen nothing is drawn. */
    void drawing(boolean inFront) {
        drawing = inFront;
        draw();
    }

    void focusFilter() {
        traceView.focusFilter();
    }

    private void draw() {
        if (drawing && !asTable.isSelected()) {
            charts.draw();
        }
    }

    private void pick(Instant point) {
        trace.spanProperty().set(model.spanOf(point));
    }

    private ScreenTitle title() {
        ToggleButton freeze = new ToggleButton(texts.get("activity.freeze"), new FontIcon(Feather.PAUSE));
        freeze.setId("activity-freeze");
        freeze.selectedProperty().bindBidirectional(model.frozenProperty());
        asTable.setText(texts.get("activity.as-table"));
        asTable.setGraphic(new FontIcon(Feather.LIST));
        asTable.setId("activity-as-table");
        asTable.selectedProperty().subscribe(now -> draw());
        MenuItem numbers = new MenuItem(texts.get("activity.export.numbers"));
        numbers.setOnAction(
                e -> dialogs.saveFile(texts.get("activity.export.numbers"), "maxiofs-metrics.csv", model::export));
        MenuItem requests = new MenuItem(texts.get("activity.export.requests"));
        requests.setOnAction(
                e -> dialogs.saveFile(texts.get("activity.export.requests"), "maxiofs-requests.csv", trace::export));
        MenuButton export =
                new MenuButton(texts.get("activity.export"), new FontIcon(Feather.DOWNLOAD), numbers, requests);
        export.setId("activity-export");
        return new ScreenTitle(texts.get("nav.activity"), freeze, asTable, export);
    }

    private HBox tools() {
        ChoiceBox<Range> range = new ChoiceBox<>();
        range.getItems().setAll(Range.values());
        range.setConverter(new ChoiceNames<>(value -> texts.get("activity.range." + value.text())));
        range.valueProperty().bindBidirectional(model.rangeProperty());
        range.setId("activity-range");
        Label rangeLabel = new Label(texts.get("activity.range"));
        rangeLabel.setLabelFor(range);
        ChoiceBox<String> operation = new ChoiceBox<>();
        operation.getItems().setAll(ActivityViewModel.OPERATIONS);
        operation.setConverter(new ChoiceNames<>(value -> texts.get("activity.operation." + value.replace('_', '-'))));
        operation.valueProperty().bindBidirectional(model.operationProperty());
        operation.setId("activity-operation");
        Label operationLabel = new Label(texts.get("activity.operation"));
        operationLabel.setLabelFor(operation);
        HBox tools = new HBox(8, rangeLabel, range, operationLabel, operation);
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    /** The same numbers for those who do not look at lines. */
    private SortableTable<MetricsDocument> table() {
        Formats formats = texts.formats();
        SortableTable<MetricsDocument> made = new SortableTable<>(model.points(), texts.get("activity.as-table"));
        made.setId("activity-table");
        TableColumn<MetricsDocument, Instant> time =
                made.column("time", texts.get("activity.column.time"), MetricsDocument::time, this::pointTime);
        time.setPrefWidth(170);
        number(made, "requests", "activity.chart.requests", Measure::requests);
        made.amount("in", texts.get("activity.line.in"), Measure::in, formats::bytesPerSecond);
        made.amount("out", texts.get("activity.line.out"), Measure::out, formats::bytesPerSecond);
        number(made, "p50", "activity.column.p50", p -> latency(p, Operation::p50Micros));
        number(made, "p95", "activity.column.p95", p -> latency(p, Operation::p95Micros));
        number(made, "p99", "activity.column.p99", p -> latency(p, Operation::p99Micros));
        number(made, "errors", "activity.chart.errors", Measure::errors);
        number(made, "connections", "activity.line.connections", Measure::connections);
        number(made, "flush", "activity.column.flush", Measure::flushP99);
        time.setSortType(TableColumn.SortType.DESCENDING);
        made.getSortOrder().add(time);
        model.operationProperty().subscribe(made::refresh);
        return made;
    }

    private String pointTime(Instant time) {
        boolean days = ActivityViewModel.length(model.rangeProperty().get()).compareTo(Duration.ofDays(1)) > 0;
        return days ? texts.formats().dateTime(time) : texts.formats().time(time);
    }

    private double latency(MetricsDocument point, ToLongFunction<Operation> percentile) {
        return Measure.latency(point, model.operationProperty().get(), percentile);
    }

    private void number(
            SortableTable<MetricsDocument> made, String id, String titleKey, ToDoubleFunction<MetricsDocument> value) {
        made.amount(
                id,
                texts.get(titleKey),
                value::applyAsDouble,
                shown -> Double.isNaN(shown) ? "–" : texts.formats().number(shown, DIGITS));
    }
}
