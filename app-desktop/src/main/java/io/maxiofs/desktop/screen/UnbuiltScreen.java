package io.maxiofs.desktop.screen;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** In the place of a screen that is not there yet. */
final class UnbuiltScreen implements Screen {
    private final ScreenId id;
    private final StackPane view;

    UnbuiltScreen(ScreenId id, ScreenContext context) {
        this.id = id;
        this.view = new StackPane(new Label(context.texts().get("screen.unbuilt")));
    }

    @Override
    public ScreenId id() {
        return id;
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void shown() {}

    @Override
    public void hidden() {}

    @Override
    public void refresh() {}
}
