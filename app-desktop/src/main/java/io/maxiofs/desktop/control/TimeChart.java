package io.maxiofs.desktop.control;

import io.maxiofs.desktop.i18n.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/**
 * Values over time as lines, drawn only when {@link #show} is called or the person points at something. Lines differ by
 * dashes as well as by colour. With the arrow keys one goes through the points, Enter picks one.
 */
public final class TimeChart extends VBox {
    private static final double HEIGHT = 92;
    private static final double SAMPLE_LENGTH = 18;
    private static final int STYLES = 5;

    private final Texts texts;
    private final String title;
    private final DoubleFunction<String> valueText;
    private final DoubleUnaryOperator ceiling;
    private final Label time = new Label();
    private final FlowPane legend = new FlowPane(12, 2);
    private final List<Line> samples = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();
    private final Canvas canvas = new Canvas();
    private final Pane area = new Pane(canvas);
    private final Label ink = new Label();
    private final ChartPainter painter = new ChartPainter();
    private Frame frame = Frame.EMPTY;
    private int pointed = -1;
    private Consumer<Instant> picked = at -> {};

    /**
     * What to draw.
     *
     * @param fromMillis left edge, since the epoch
     * @param toMillis right edge
     * @param gapMillis points further apart than this are not joined
     * @param times ascending, since the epoch
     */
    public record Frame(long fromMillis, long toMillis, long gapMillis, long[] times, List<Values> lines) {
        static final Frame EMPTY = new Frame(0, 1, 1, new long[0], List.of());

        public Frame {
            lines = List.copyOf(lines);
        }
    }

    /** @param values one for each time; {@code NaN} where there is none */
    public record Values(String name, double[] values) {}

    /**
     * @param valueText writes a value with its unit
     * @param ceiling where the axis ends for a largest value, such as {@link ChartScale#roundUp}
     */
    public TimeChart(Texts texts, String title, DoubleFunction<String> valueText, DoubleUnaryOperator ceiling) {
        super(4);
        this.texts = texts;
        this.title = title;
        this.valueText = valueText;
        this.ceiling = ceiling;
        Label heading = new Label(title);
        heading.getStyleClass().add("chart-title");
        time.getStyleClass().addAll("muted", "chart-time");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, heading, space, time);
        ink.getStyleClass().add("chart-ink");
        // Not invisible: what is invisible keeps the colours of the theme before.
        ink.setOpacity(0);
        ink.setMouseTransparent(true);
        ink.setManaged(false);
        area.setMinHeight(HEIGHT);
        area.setPrefHeight(HEIGHT);
        area.setMinWidth(0);
        area.getChildren().add(ink);
        // A theme's colours come with a pulse, after the last drawing.
        ink.textFillProperty().subscribe(paint -> draw());
        area.widthProperty().subscribe(this::resized);
        area.heightProperty().subscribe(this::resized);
        VBox.setVgrow(area, Priority.ALWAYS);
        getStyleClass().add("time-chart");
        getChildren().addAll(head, legend, area);
        setFocusTraversable(true);
        area.setOnMouseMoved(e -> point(painter.nearest(frame, e.getX())));
        area.setOnMouseExited(e -> point(-1));
        area.setOnMouseClicked(e -> pick(painter.nearest(frame, e.getX())));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                point(-1);
            }
        });
    }

    /** Called with the time of the point that was clicked. */
    public TimeChart onPick(Consumer<Instant> action) {
        picked = action;
        return this;
    }

    /** Draws this from now on. */
    public void show(Frame next) {
        frame = next;
        if (pointed >= next.times().length) {
            pointed = -1;
        }
        List<String> names = next.lines().stream().map(Values::name).toList();
        if (!names.equals(values.stream().map(Label::getUserData).toList())) {
            makeLegend(names);
        }
        draw();
        setAccessibleText(title + ": " + legendText());
    }

    private void makeLegend(List<String> names) {
        legend.getChildren().clear();
        samples.clear();
        values.clear();
        for (int i = 0; i < names.size(); i++) {
            Line sample = new Line(0, 0, SAMPLE_LENGTH, 0);
            sample.getStyleClass().addAll("chart-line", "chart-line-" + i % STYLES);
            Label label = new Label();
            label.setUserData(names.get(i));
            HBox entry = new HBox(6, sample, label);
            entry.setAlignment(Pos.CENTER_LEFT);
            samples.add(sample);
            values.add(label);
            legend.getChildren().add(entry);
        }
        applyCss();
    }

    private void resized() {
        canvas.setWidth(area.getWidth());
        canvas.setHeight(area.getHeight());
        draw();
    }

    private void draw() {
        int at = pointed >= 0 ? pointed : frame.times().length - 1;
        for (int i = 0; i < values.size(); i++) {
            double value = at < 0 ? Double.NaN : frame.lines().get(i).values()[at];
            String text = Double.isNaN(value) ? "–" : valueText.apply(value);
            values.get(i).setText(values.get(i).getUserData() + " " + text);
        }
        time.setText(pointed < 0 ? "" : texts.formats().dateTime(Instant.ofEpochMilli(frame.times()[pointed])));
        painter.paint(
                canvas,
                frame,
                samples,
                ink.getTextFill(),
                new ChartPainter.Words(valueText, this::edge, ceiling),
                pointed);
    }

    /** Whole days need no time of day. */
    private String edge(long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        boolean days = frame.toMillis() - frame.fromMillis() > ChartPainter.LONG_MILLIS;
        return days ? texts.formats().date(instant) : texts.formats().time(instant);
    }

    private String legendText() {
        return values.stream().map(Label::getText).collect(Collectors.joining(", "));
    }

    private void point(int index) {
        if (index != pointed) {
            pointed = index;
            draw();
        }
    }

    private void pick(int index) {
        if (index >= 0) {
            picked.accept(Instant.ofEpochMilli(frame.times()[index]));
        }
    }

    private void key(KeyEvent event) {
        int last = frame.times().length - 1;
        if (event.getCode() == KeyCode.LEFT && last >= 0) {
            point(pointed < 0 ? last : Math.max(0, pointed - 1));
        } else if (event.getCode() == KeyCode.RIGHT && last >= 0) {
            point(pointed < 0 ? last : Math.min(last, pointed + 1));
        } else if (event.getCode() == KeyCode.ENTER && pointed >= 0) {
            pick(pointed);
        } else {
            return;
        }
        setAccessibleText(title + ", " + time.getText() + ": " + legendText());
        event.consume();
    }
}
