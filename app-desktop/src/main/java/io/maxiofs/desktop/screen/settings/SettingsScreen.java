package io.maxiofs.desktop.screen.settings;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** The settings of the server and of this application. */
public final class SettingsScreen implements Screen {
    private static final String RESOURCE = "settings";

    private final SettingsViewModel model;
    private final SettingsView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    public SettingsScreen(ScreenContext context) {
        model = new SettingsViewModel(
                new DesktopSettings(
                        SettingsSource.of(context.session()),
                        DesktopSettings.Own.of(context.session()),
                        context.texts()),
                context.background(),
                context.dialogs(),
                context.notices(),
                context.texts());
        ServiceChoice service =
                new ServiceChoice(context.session().power(), context.background(), context.dialogs(), context.texts());
        view = new SettingsView(model, service, context.texts(), context.dialogs());
        feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.SETTINGS;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    /** With a filter searches for it. */
    @Override
    public void open(Place place) {
        place.argument(Place.FILTER).ifPresent(words -> model.filterProperty().set(words));
    }

    @Override
    public void shown() {
        model.load();
        following = feed.listen(Set.of(ServerEvent.Kind.CHANGE), this::happened);
    }

    private void happened(ServerEvent event) {
        if (!(event instanceof ServerEvent.Changed changed)
                || changed.resource().equals(RESOURCE)) {
            model.load();
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
