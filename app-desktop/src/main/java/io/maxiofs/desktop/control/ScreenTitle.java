package io.maxiofs.desktop.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The name of a screen and, at its right, what can be done with all of it. */
public final class ScreenTitle extends HBox {

    public ScreenTitle(String title, Node... actions) {
        super(8);
        Label label = new Label(title);
        label.getStyleClass().add("screen-title");
        label.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getStyleClass().add("card-header");
        getChildren().addAll(label, space);
        getChildren().addAll(actions);
    }
}
