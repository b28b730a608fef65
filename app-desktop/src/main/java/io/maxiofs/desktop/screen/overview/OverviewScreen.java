package io.maxiofs.desktop.screen.overview;

import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.model.ServerPower;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** The first screen. */
public final class OverviewScreen implements Screen {
    private final OverviewViewModel model;
    private final OverviewView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    /** For a server whose process is not in the hands of this application. */
    public OverviewScreen(ScreenContext context) {
        this(context, context.session().power());
    }

    /** @param power what can be done about the server's process */
    public OverviewScreen(ScreenContext context, ServerPower power) {
        this.model = new OverviewViewModel(
                OverviewSource.of(context.session()),
                power,
                context.background(),
                context.dialogs(),
                context.texts(),
                context.clock());
        this.view = new OverviewView(model, context.texts(), context.navigator(), context.notices());
        this.feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.OVERVIEW;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void shown() {
        model.load();
        following = feed.listen(OverviewViewModel.FOLLOWED, model::happened);
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        model.load();
    }

    @Override
    public void close() {
        hidden();
    }
}
