package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import javafx.scene.Parent;

/** Who may do what. */
public final class AccessScreen implements Screen {
    private final AccessViewModel model;
    private final TwoFactorViewModel twoFactor;
    private final AccessView view;
    private final boolean person;

    public AccessScreen(ScreenContext context) {
        AccessPort port = AccessPort.of(context);
        this.model = new AccessViewModel(Desk.of(context), port);
        this.twoFactor = new TwoFactorViewModel(Desk.of(context), port);
        // Whoever owns this computer's server without signing in has no password, and so no second factor.
        this.person = !context.session().me().user().isEmpty();
        this.view = new AccessView(context, model, person ? twoFactor : null);
    }

    @Override
    public ScreenId id() {
        return ScreenId.ACCESS;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void open(Place place) {
        place.argument(Place.TAB).ifPresent(view::show);
        place.argument(Place.FILTER).ifPresent(model.filterProperty()::set);
    }

    @Override
    public void shown() {
        refresh();
    }

    @Override
    public void hidden() {}

    @Override
    public void refresh() {
        model.refresh();
        if (person) {
            twoFactor.refresh();
        }
    }

    @Override
    public void focusFilter() {
        view.focusFilter();
    }
}
