package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import javafx.scene.Parent;

/** The past of one bucket. */
public final class VersionsScreen implements Screen {
    private final VersionsViewModel model;
    private final VersionsView view;

    public VersionsScreen(ScreenContext context) {
        this.model = new VersionsViewModel(Desk.of(context), VersionsPort.of(context));
        this.view = new VersionsView(context, model);
    }

    @Override
    public ScreenId id() {
        return ScreenId.VERSIONS;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void open(Place place) {
        place.argument(Place.BUCKET).ifPresent(bucket -> {
            String key = place.argument(Place.KEY).orElse("");
            model.open(bucket, key);
            view.show(key.isEmpty() ? "deleted" : "timeline");
        });
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void hidden() {}

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void focusFilter() {
        view.focusFilter();
    }
}
