package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** The objects of one bucket. */
public final class ObjectsScreen implements Screen {
    private final ObjectsViewModel model;
    private final ObjectsView view;
    private final DragOut dragOut;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;
    private boolean opened;

    public ObjectsScreen(ScreenContext context) {
        this.feed = context.session().events();
        Desk desk = Desk.of(context);
        ObjectsPort port = new ServerObjects(context);
        this.model = new ObjectsViewModel(desk, port);
        ObjectActionsViewModel actions = new ObjectActionsViewModel(desk, port, model);
        this.dragOut = new DragOut(desk, port, model, actions::download);
        this.view = new ObjectsView(
                context, new ObjectsView.Models(model, actions, new InspectorViewModel(desk, port), dragOut));
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
        following = feed.listen(Set.of(ServerEvent.Kind.CHANGE), this::happened);
    }

    private void happened(ServerEvent event) {
        if (event instanceof ServerEvent.Missed) {
            model.changed(model.bucketProperty().get());
        } else if (event instanceof ServerEvent.Changed changed
                && changed.resource().equals("objects")) {
            model.changed(changed.name());
        }
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void close() {
        hidden();
        dragOut.close();
    }

    @Override
    public void focusFilter() {
        view.focusFilter();
    }
}
