package io.maxiofs.desktop.app;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/** The icon of windows: three drawers, drawn so that it is sharp in every size. Used on the user interface thread. */
public final class AppIcon {
    private static final double GRID = 32;

    private AppIcon() {}

    public static List<Image> images() {
        return IntStream.of(16, 32, 48, 64, 128, 256).mapToObj(AppIcon::draw).toList();
    }

    private static Image draw(int size) {
        Canvas canvas = new Canvas(size, size);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.scale(size / GRID, size / GRID);
        g.setFill(Color.web("#0969da"));
        g.fillRoundRect(2, 2, 28, 28, 8, 8);
        g.setFill(Color.WHITE);
        for (int drawer = 0; drawer < 3; drawer++) {
            g.fillRoundRect(7, 7 + drawer * 7, 18, 5, 2, 2);
        }
        g.setFill(Color.web("#2da44e"));
        g.fillOval(20.5, 8, 3, 3);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        return canvas.snapshot(parameters, null);
    }
}
