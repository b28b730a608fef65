package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.model.EventFeed;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** Who did what, and what the server warned of. */
public final class AuditScreen implements Screen {
    /** Value of {@link Place#TAB} for the alerts. */
    public static final String ALERTS = "alerts";

    private final AuditViewModel audit;
    private final AlertsViewModel alerts;
    private final AuditView view;
    private final EventFeed feed;
    private Subscription following = Subscription.EMPTY;

    public AuditScreen(ScreenContext context) {
        AuditSource source = AuditSource.of(context.session());
        audit = new AuditViewModel(source, context.background(), context.notices(), context.texts(), context.clock());
        alerts = new AlertsViewModel(
                source, context.background(), context.dialogs(), context.notices(), context.texts(), context.clock());
        view = new AuditView(
                audit,
                new AlertsView(alerts, context.texts(), context.navigator()),
                context.texts(),
                context.dialogs());
        feed = context.session().events();
    }

    @Override
    public ScreenId id() {
        return ScreenId.AUDIT;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    /** With the tab {@link #ALERTS} shows them; with a filter searches the audit. */
    @Override
    public void open(Place place) {
        view.showAlerts(place.argument(Place.TAB).filter(ALERTS::equals).isPresent());
        place.argument(Place.FILTER).ifPresent(words -> audit.textProperty().set(words));
    }

    @Override
    public void shown() {
        refresh();
        following = feed.listen(Set.of(ServerEvent.Kind.ALERT), event -> alerts.load());
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        audit.load();
        alerts.load();
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
