package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** One's own second factor. */
public final class TwoFactorViewModel {
    private final Desk desk;
    private final AccessPort port;
    private final Loader<TwoFactorDocument> loader;

    public TwoFactorViewModel(Desk desk, AccessPort port) {
        this.desk = desk;
        this.port = port;
        this.loader = new Loader<>(desk.background(), desk.failures()::explain);
    }

    public void refresh() {
        loader.load(desk.texts().get("access.loading"), port::twoFactor);
    }

    public ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until it is loaded. */
    public ReadOnlyObjectProperty<@Nullable TwoFactorDocument> valueProperty() {
        return loader.valueProperty();
    }

    public void begin(String password, Consumer<TwoFactorDocument.Enrolment> done, Consumer<String> failed) {
        desk.submit(desk.texts().get("access.saving"), () -> port.beginTwoFactor(password), done, failed);
    }

    /** @param done gets the backup codes, which are shown this once */
    public void confirm(String code, Consumer<List<String>> done, Consumer<String> failed) {
        desk.submit(
                desk.texts().get("access.saving"),
                () -> port.confirmTwoFactor(code.strip()),
                codes -> {
                    done.accept(codes);
                    refresh();
                },
                failed);
    }

    public void disable(String password, String code, Runnable done, Consumer<String> failed) {
        desk.submit(
                desk.texts().get("access.saving"),
                () -> {
                    port.disableTwoFactor(password, code.strip());
                    return true;
                },
                ended -> {
                    done.run();
                    refresh();
                },
                failed);
    }
}
