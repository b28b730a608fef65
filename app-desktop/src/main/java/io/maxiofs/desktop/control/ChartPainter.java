package io.maxiofs.desktop.control;

import io.maxiofs.desktop.control.TimeChart.Frame;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Line;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the lines of a {@link TimeChart} with the colours and dashes that the sheet gave their samples. */
final class ChartPainter {
    /** From this span on the edges are dates. */
    static final long LONG_MILLIS = Duration.ofDays(1).toMillis();

    private static final double LEFT = 62;
    private static final double RIGHT = 4;
    private static final double TOP = 4;
    private static final double BOTTOM = 18;
    private static final double FONT_SIZE = 11;
    private static final double GRID_OPACITY = 0.18;
    private static final double TEXT_OPACITY = 0.75;
    private static final double LABEL_GAP = 6;
    private static final double DOT = 3;
    private static final int GRID_LINES = 2;

    private final Font font = Font.font(FONT_SIZE);
    private double width;

    /** How amounts and times are written. */
    record Words(DoubleFunction<String> value, LongFunction<String> time, DoubleUnaryOperator ceiling) {}

    void paint(Canvas canvas, Frame frame, List<Line> samples, Paint ink, Words words, int pointed) {
        width = canvas.getWidth();
        double height = canvas.getHeight();
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (width <= LEFT + RIGHT || height <= TOP + BOTTOM) {
            return;
        }
        double top = 0;
        for (TimeChart.Values line : frame.lines()) {
            top = Math.max(top, ChartScale.largest(line.values()));
        }
        double ceiling = words.ceiling().applyAsDouble(top);
        double bottom = height - BOTTOM;
        grid(g, frame, ink, words, ceiling, bottom);
        for (int i = 0; i < frame.lines().size(); i++) {
            line(g, frame, frame.lines().get(i).values(), samples.get(i), ceiling, bottom);
        }
        if (pointed >= 0) {
            double x = x(frame, frame.times()[pointed]);
            g.setGlobalAlpha(TEXT_OPACITY);
            g.setStroke(ink);
            g.setLineWidth(1);
            g.setLineDashes();
            g.strokeLine(x, TOP, x, bottom);
            g.setGlobalAlpha(1);
        }
    }

    private void grid(GraphicsContext g, Frame frame, Paint ink, Words words, double ceiling, double bottom) {
        g.setFont(font);
        g.setStroke(ink);
        g.setFill(ink);
        g.setLineWidth(1);
        g.setLineDashes();
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = Math.round(TOP + (bottom - TOP) * i / GRID_LINES) + 0.5;
            g.setGlobalAlpha(GRID_OPACITY);
            g.strokeLine(LEFT, y, width - RIGHT, y);
            if (i < GRID_LINES) {
                g.setGlobalAlpha(TEXT_OPACITY);
                g.setTextAlign(TextAlignment.RIGHT);
                g.setTextBaseline(i == 0 ? VPos.TOP : VPos.CENTER);
                g.fillText(words.value().apply(ceiling * (GRID_LINES - i) / GRID_LINES), LEFT - LABEL_GAP, y);
            }
        }
        g.setGlobalAlpha(TEXT_OPACITY);
        if (frame.times().length > 0) {
            g.setTextBaseline(VPos.TOP);
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(words.time().apply(frame.fromMillis()), LEFT, bottom + 3);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(words.time().apply(frame.toMillis()), width - RIGHT, bottom + 3);
        }
        g.setGlobalAlpha(1);
    }

    private void line(GraphicsContext g, Frame frame, double[] values, Line sample, double ceiling, double bottom) {
        Paint paint = sample.getStroke() == null ? Color.GRAY : sample.getStroke();
        g.setStroke(paint);
        g.setFill(paint);
        g.setLineWidth(sample.getStrokeWidth());
        g.setLineDashes(sample.getStrokeDashArray().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        boolean drawing = false;
        long[] times = frame.times();
        g.beginPath();
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(values[i])) {
                drawing = false;
                continue;
            }
            double x = x(frame, times[i]);
            double y = bottom - (bottom - TOP) * values[i] / ceiling;
            boolean joined = drawing && times[i] - times[i - 1] <= frame.gapMillis();
            boolean joinsNext = i + 1 < times.length
                    && !Double.isNaN(values[i + 1])
                    && times[i + 1] - times[i] <= frame.gapMillis();
            if (joined) {
                g.lineTo(x, y);
            } else if (joinsNext) {
                g.moveTo(x, y);
            } else {
                g.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
            }
            drawing = joined || joinsNext;
        }
        g.stroke();
        g.setLineDashes();
    }

    private double x(Frame frame, long time) {
        return LEFT
                + (width - LEFT - RIGHT)
                        * (time - frame.fromMillis())
                        / Math.max(1, frame.toMillis() - frame.fromMillis());
    }

    /** The point nearest to a place; -1 if there is none. */
    int nearest(Frame frame, double x) {
        double share = (x - LEFT) / Math.max(1, width - LEFT - RIGHT);
        return ChartScale.nearest(
                frame.times(), frame.fromMillis() + Math.round(share * (frame.toMillis() - frame.fromMillis())));
    }
}
