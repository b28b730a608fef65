package io.maxiofs.desktop.screen.connect;

import io.maxiofs.desktop.connect.Shell;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** Connects other programs. */
public final class ConnectScreen implements Screen {
    private static final Set<ServerEvent.Kind> FOLLOWED = Set.of(ServerEvent.Kind.TRACE, ServerEvent.Kind.MISSED);

    private final ConnectViewModel model;
    private final ConnectView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    public ConnectScreen(ScreenContext context) {
        model = new ConnectViewModel(
                ConnectSource.of(context.session()),
                context.background(),
                context.notices(),
                context.texts(),
                context.clock(),
                Shell.of(System.getProperty("os.name", "")));
        view = new ConnectView(model, context.texts(), context.dialogs());
        feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.CONNECT;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    /** With a bucket chooses it. */
    @Override
    public void open(Place place) {
        place.argument(Place.BUCKET).ifPresent(bucket -> model.bucketProperty().set(bucket));
    }

    @Override
    public void shown() {
        model.load();
        model.lookBack();
        following = feed.listen(FOLLOWED, this::happened);
    }

    private void happened(ServerEvent event) {
        switch (event) {
            case ServerEvent.Traced traced -> model.traced(traced.entry());
            default -> model.lookBack();
        }
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        model.load();
        model.lookBack();
    }

    @Override
    public void close() {
        hidden();
    }
}
