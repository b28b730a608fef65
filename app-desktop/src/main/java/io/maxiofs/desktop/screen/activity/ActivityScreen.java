package io.maxiofs.desktop.screen.activity;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** Charts and the request trace. */
public final class ActivityScreen implements Screen {
    private static final Set<ServerEvent.Kind> FOLLOWED =
            Set.of(ServerEvent.Kind.METRICS, ServerEvent.Kind.TRACE, ServerEvent.Kind.MISSED);

    private final ActivityViewModel model;
    private final TraceViewModel trace;
    private final ActivityView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    public ActivityScreen(ScreenContext context) {
        ActivitySource source = ActivitySource.of(context.session());
        model = new ActivityViewModel(source, context.background(), context.notices(), context.texts());
        trace = new TraceViewModel(source, context.background(), context.notices(), context.texts());
        view = new ActivityView(
                model,
                trace,
                context.texts(),
                context.dialogs(),
                context.notices(),
                () -> context.navigator().go(ScreenId.CONNECT));
        feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.ACTIVITY;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    /** With a filter shows the requests in which it occurs. */
    @Override
    public void open(Place place) {
        place.argument(Place.FILTER).ifPresent(words -> trace.textProperty().set(words));
    }

    @Override
    public void shown() {
        view.drawing(true);
        refresh();
        following = feed.listen(FOLLOWED, this::happened);
    }

    private void happened(ServerEvent event) {
        switch (event) {
            case ServerEvent.Measured measured -> model.measured(measured.metrics());
            case ServerEvent.Traced traced -> trace.traced(traced.entry());
            default -> refresh();
        }
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        view.drawing(false);
    }

    @Override
    public void refresh() {
        if (!model.frozenProperty().get()) {
            model.load();
            trace.load();
        }
    }

    @Override
    public void focusFilter() {
        view.focusFilter();
    }

    @Override
    public void close() {
        hidden();
    }
}
