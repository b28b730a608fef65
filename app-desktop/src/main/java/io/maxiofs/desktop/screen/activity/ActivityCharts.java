package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.control.ChartScale;
import io.maxiofs.desktop.control.TimeChart;
import io.maxiofs.desktop.control.TimeChart.Frame;
import io.maxiofs.desktop.control.TimeChart.Values;
import io.maxiofs.desktop.i18n.Formats;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Operation;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** The six charts. Draws when told to and never by itself. */
final class ActivityCharts extends GridPane {
    private static final int CODES = 4;
    private static final int COLUMNS = 2;
    private static final double GAP_STEPS = 2.5;
    private static final int DIGITS = 1;

    private final ActivityViewModel model;
    private final Texts texts;
    private final TimeChart requests;
    private final TimeChart throughput;
    private final TimeChart latency;
    private final TimeChart errors;
    private final TimeChart connections;
    private final TimeChart flushes;

    ActivityCharts(ActivityViewModel model, Texts texts, Consumer<Instant> picked) {
        super(24, 12);
        this.model = model;
        this.texts = texts;
        Formats formats = texts.formats();
        requests = new TimeChart(
                texts, texts.get("activity.chart.requests"), v -> formats.number(v, DIGITS), ChartScale::roundUp);
        throughput = new TimeChart(
                texts, texts.get("activity.chart.throughput"), formats::bytesPerSecond, ChartScale::roundUpBytes);
        latency = new TimeChart(texts, texts.get("activity.chart.latency"), this::millis, ChartScale::roundUp);
        errors = new TimeChart(
                texts, texts.get("activity.chart.errors"), v -> formats.number(v, DIGITS), ChartScale::roundUp);
        connections = new TimeChart(
                texts, texts.get("activity.chart.connections"), v -> formats.number(v, DIGITS), ChartScale::roundUp);
        flushes = new TimeChart(texts, texts.get("activity.chart.flushes"), this::millis, ChartScale::roundUp);
        List<TimeChart> all = List.of(requests, throughput, latency, errors, connections, flushes);
        for (int i = 0; i < all.size(); i++) {
            add(all.get(i).onPick(picked), i % COLUMNS, i / COLUMNS);
        }
        requests.setId("activity-requests");
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            getColumnConstraints().add(column);
        }
        for (int i = 0; i < all.size() / COLUMNS; i++) {
            RowConstraints row = new RowConstraints();
            row.setVgrow(Priority.ALWAYS);
            getRowConstraints().add(row);
        }
    }

    private String millis(double value) {
        return texts.get("activity.milliseconds", texts.formats().number(value, value < 10 ? 2 : 0));
    }

    /** Draws what the model has. */
    void draw() {
        List<MetricsDocument> points = model.points();
        long[] times =
                points.stream().mapToLong(point -> point.time().toEpochMilli()).toArray();
        long to = times.length == 0 ? 1 : times[times.length - 1];
        long from = to - ActivityViewModel.length(model.rangeProperty().get()).toMillis();
        long gap = (long) (model.rangeProperty().get().stepSeconds() * 1000 * GAP_STEPS);
        String operation = model.operationProperty().get();
        requests.show(
                new Frame(from, to, gap, times, List.of(line("activity.line.requests", points, Measure::requests))));
        throughput.show(new Frame(
                from,
                to,
                gap,
                times,
                List.of(
                        line("activity.line.in", points, Measure::in),
                        line("activity.line.out", points, Measure::out))));
        latency.show(new Frame(
                from,
                to,
                gap,
                times,
                List.of(
                        line("activity.line.p50", points, p -> Measure.latency(p, operation, Operation::p50Micros)),
                        line("activity.line.p95", points, p -> Measure.latency(p, operation, Operation::p95Micros)),
                        line("activity.line.p99", points, p -> Measure.latency(p, operation, Operation::p99Micros)))));
        errors.show(new Frame(
                from,
                to,
                gap,
                times,
                Measure.codes(points, CODES).stream()
                        .map(code -> new Values(code, values(points, p -> Measure.errors(p, code))))
                        .toList()));
        connections.show(new Frame(
                from,
                to,
                gap,
                times,
                List.of(
                        line("activity.line.connections", points, Measure::connections),
                        line("activity.line.in-flight", points, Measure::inFlight))));
        flushes.show(new Frame(
                from,
                to,
                gap,
                times,
                List.of(
                        line("activity.line.p50", points, Measure::flushP50),
                        line("activity.line.p99", points, Measure::flushP99))));
    }

    private Values line(String nameKey, List<MetricsDocument> points, ToDoubleFunction<MetricsDocument> value) {
        return new Values(texts.get(nameKey), values(points, value));
    }

    private static double[] values(List<MetricsDocument> points, ToDoubleFunction<MetricsDocument> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}
