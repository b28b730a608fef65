package io.maxiofs.desktop.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A framed part of a screen with a title and, at its right, room for small actions. */
public final class Card extends VBox {
    private final HBox header;

    public Card(String title, Node... content) {
        Label label = new Label(title);
        label.getStyleClass().add("card-title");
        label.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        header = new HBox(8, label, space);
        header.getStyleClass().add("card-header");
        getStyleClass().add("surface-card");
        getChildren().add(header);
        getChildren().addAll(content);
    }

    /** Adds actions beside the title. */
    public Card actions(Node... actions) {
        header.getChildren().addAll(actions);
        return this;
    }
}
