package io.maxiofs.desktop.control;

import io.maxiofs.desktop.i18n.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A bar of several sizes that make a whole, with a legend that says each in words. */
public final class ByteBar extends VBox {
    private static final double HEIGHT = 14;
    private static final double LEAST_WIDTH = 2;

    private final Texts texts;
    private final Parts parts = new Parts();
    private final FlowPane legend = new FlowPane(16, 4);

    /**
     * One size.
     *
     * @param name in the language of the person
     * @param style class of {@code desktop.css} that colours it, such as {@code bytes-current}
     */
    public record Part(String name, long bytes, String style) {}

    public ByteBar(Texts texts) {
        super(8);
        this.texts = texts;
        getStyleClass().add("byte-bar");
        getChildren().addAll(parts, legend);
    }

    /** Shows these, in this order; those of no bytes are only in the legend. */
    public void show(List<Part> shown) {
        parts.show(shown);
        legend.getChildren().setAll(shown.stream().map(this::entry).toList());
        setAccessibleText(shown.stream().map(this::say).collect(Collectors.joining(", ")));
    }

    private String say(Part part) {
        return part.name() + " " + texts.formats().bytes(part.bytes());
    }

    private HBox entry(Part part) {
        Region dot = new Region();
        dot.getStyleClass().addAll("byte-dot", part.style());
        HBox entry = new HBox(6, dot, new Label(say(part)));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    /** Lays out by size. */
    private final class Parts extends Pane {
        private List<Part> shown = List.of();

        Parts() {
            getStyleClass().add("byte-track");
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
        }

        void show(List<Part> next) {
            shown = List.copyOf(next);
            getChildren().clear();
            for (Part part : shown) {
                Region region = new Region();
                region.getStyleClass().addAll("byte-part", part.style());
                Tooltip.install(region, new Tooltip(say(part)));
                getChildren().add(region);
            }
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            long total = shown.stream().mapToLong(Part::bytes).sum();
            double left = 0;
            for (int i = 0; i < shown.size(); i++) {
                long bytes = shown.get(i).bytes();
                double share = total == 0 ? 0 : getWidth() * bytes / total;
                double width = bytes == 0 ? 0 : Math.max(LEAST_WIDTH, share);
                getChildren().get(i).resizeRelocate(left, 0, Math.min(width, Math.max(0, getWidth() - left)), HEIGHT);
                left += width;
            }
        }
    }
}
