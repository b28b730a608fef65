package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.Navigator;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import java.time.InstantSource;

/**
 * All that a screen gets from outside.
 *
 * @param dialogs in the application a {@link io.maxiofs.desktop.fx.FxDialogs}, which views may ask for forms
 */
public record ScreenContext(
        Session session,
        UiThread ui,
        Background background,
        Texts texts,
        Dialogs dialogs,
        Notices notices,
        Navigator navigator,
        InstantSource clock) {

    /** Makes sentences of failures. */
    public Failures failures() {
        return new Failures(texts);
    }
}
