package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.screen.acl.AclPort;
import io.maxiofs.desktop.screen.acl.AclViewModel;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** All buckets, or the settings of one in their place. */
public final class BucketsScreen implements Screen {
    private final ScreenContext context;
    private final Desk desk;
    private final BucketsPort port;
    private final BucketsViewModel model;
    private final BucketsView list;
    private final StackPane root = new StackPane();
    private @Nullable BucketSettingsView settings;
    private Subscription following = Subscription.EMPTY;

    public BucketsScreen(ScreenContext context) {
        this.context = context;
        this.desk = Desk.of(context);
        this.port = BucketsPort.of(context);
        this.model = new BucketsViewModel(desk, port);
        this.list = new BucketsView(context, model, this::openSettings);
        root.getChildren().setAll(list.root());
    }

    private void openSettings(String bucket) {
        BucketSettingsViewModel opened = new BucketSettingsViewModel(desk, port, bucket);
        AclViewModel acl = new AclViewModel(desk, AclPort.ofBucket(context, bucket), opened::refresh);
        BucketSettingsView view = new BucketSettingsView(
                context.texts(), (FxDialogs) context.dialogs(), opened, acl, this::closeSettings);
        settings = view;
        root.getChildren().setAll(view.root());
        opened.refresh();
    }

    private void closeSettings() {
        settings = null;
        root.getChildren().setAll(list.root());
        model.refresh();
    }

    @Override
    public ScreenId id() {
        return ScreenId.BUCKETS;
    }

    @Override
    public Parent view() {
        return root;
    }

    @Override
    public void open(Place place) {
        place.argument(Place.BUCKET).ifPresent(this::openSettings);
        place.argument(Place.FILTER).ifPresent(model.filterProperty()::set);
    }

    @Override
    public void shown() {
        model.refresh();
        following = context.session().events().listen(Set.of(ServerEvent.Kind.CHANGE), this::happened);
    }

    private void happened(ServerEvent event) {
        if (event instanceof ServerEvent.Missed
                || event instanceof ServerEvent.Changed changed
                        && (changed.resource().equals("buckets")
                                || changed.resource().equals("objects"))) {
            model.refresh();
        }
    }

    @Override
    public void hidden() {
        following.unsubscribe();
        following = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        BucketSettingsView opened = settings;
        if (opened == null) {
            model.refresh();
        } else {
            opened.refresh();
        }
    }

    @Override
    public void focusFilter() {
        list.focusFilter();
    }

    @Override
    public void close() {
        hidden();
    }
}
