package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import javafx.scene.Parent;

/** The objects of one bucket. */
public final class ObjectsScreen implements Screen {
    private final ObjectsViewModel model;
    private final ObjectsView view;
    private boolean opened;

    public ObjectsScreen(ScreenContext context) {
        Desk desk = Desk.of(context);
        ObjectsPort port = new ServerObjects(context);
        this.model = new ObjectsViewModel(desk, port);
        this.view = new ObjectsView(
                context, model, new ObjectActionsViewModel(desk, port, model), new InspectorViewModel(desk, port));
    }

    @Override
    public ScreenId id() {
        return ScreenId.OBJECTS;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void open(Place place) {
        place.argument(Place.BUCKET).ifPresent(bucket -> {
            opened = true;
            model.open(bucket, place.argument(Place.PREFIX).orElse(""));
        });
    }

    @Override
    public void shown() {
        // A place that was opened loads by itself; buckets are learned beside it.
        if (opened) {
            opened = false;
            model.learnBuckets();
        } else {
            model.refresh();
        }
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
