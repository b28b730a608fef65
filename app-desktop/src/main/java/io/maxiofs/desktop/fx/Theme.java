package io.maxiofs.desktop.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Light or dark, for all windows: one base theme and one thin sheet. Used on the user interface thread. */
public final class Theme {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final String SHEET = sheet();

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
    private final InvalidationListener systemChanged = o -> apply();
    private Mode mode = Mode.SYSTEM;

    /** What the person wants. */
    public enum Mode {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static String sheet() {
        URL sheet = Objects.requireNonNull(Theme.class.getResource("desktop.css"), "desktop.css");
        return sheet.toExternalForm();
    }

    /** Begins to follow the system. */
    public Theme() {
        Platform.getPreferences().colorSchemeProperty().addListener(systemChanged);
        apply();
    }

    public void choose(Mode chosen) {
        mode = chosen;
        apply();
    }

    public Mode mode() {
        return mode;
    }

    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Dresses a window's scene; it changes with the theme from then on. */
    public void dress(Scene scene) {
        if (!scene.getStylesheets().contains(SHEET)) {
            scene.getStylesheets().add(SHEET);
        }
        scene.getRoot().pseudoClassStateChanged(DARK, dark.get());
        scene.rootProperty().addListener((o, before, now) -> now.pseudoClassStateChanged(DARK, dark.get()));
        dark.addListener((o, before, now) -> scene.getRoot().pseudoClassStateChanged(DARK, now));
    }

    private void apply() {
        boolean wanted = switch (mode) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        Application.setUserAgentStylesheet(
                wanted ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        dark.set(wanted);
    }
}
