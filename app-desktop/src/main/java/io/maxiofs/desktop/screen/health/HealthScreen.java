package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** How the server is. */
public final class HealthScreen implements Screen {
    private static final Set<ServerEvent.Kind> FOLLOWED =
            Set.of(ServerEvent.Kind.METRICS, ServerEvent.Kind.STATE, ServerEvent.Kind.ALERT);

    private final HealthViewModel model;
    private final StorageViewModel storage;
    private final HealthView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    public HealthScreen(ScreenContext context) {
        model = new HealthViewModel(
                HealthSource.of(context.session()),
                context.background(),
                context.dialogs(),
                context.notices(),
                context.texts(),
                context.clock());
        DamageViewModel damage = new DamageViewModel(
                DamageViewModel.Port.of(context.session()), Desk.of(context), ServerJobs.of(context), model::load);
        storage = new StorageViewModel(
                context.session().power().storage().orElse(null),
                () -> context.session().admin().status().storage().dataDirectory(),
                Desk.of(context));
        view = new HealthView(
                model,
                context.texts(),
                context.dialogs(),
                new DamageList(damage, context.texts()),
                new StorageCard(storage, context.texts()).root());
        feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.HEALTH;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void shown() {
        refresh();
        following = feed.listen(FOLLOWED, this::happened);
    }

    private void happened(ServerEvent event) {
        if (event instanceof ServerEvent.Measured measured) {
            model.measured(measured.metrics());
        } else {
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
        storage.load();
    }

    @Override
    public void close() {
        hidden();
    }
}
