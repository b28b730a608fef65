package io.maxiofs.desktop.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A state in one word, with an icon and a colour that say the same. */
public final class StatusPill extends Label {
    private static final List<String> STYLES =
            Arrays.stream(Tone.values()).map(Tone::style).toList();

    private final FontIcon sign = new FontIcon(Feather.CIRCLE);

    /** What a state means to a person. */
    @SuppressWarnings("ImmutableEnumChecker") // the library's icons are constants too
    public enum Tone {
        NEUTRAL(Feather.CIRCLE),
        GOOD(Feather.CHECK_CIRCLE),
        BUSY(Feather.LOADER),
        WARNING(Feather.ALERT_TRIANGLE),
        BAD(Feather.ALERT_OCTAGON);

        private final Feather icon;

        Tone(Feather icon) {
            this.icon = icon;
        }

        private String style() {
            return "pill-" + name().toLowerCase(Locale.ROOT);
        }
    }

    public StatusPill() {
        this(Tone.NEUTRAL, "");
    }

    public StatusPill(Tone tone, String text) {
        getStyleClass().add("status-pill");
        setGraphic(sign);
        setMinWidth(USE_PREF_SIZE);
        show(tone, text);
    }

    public void show(Tone tone, String text) {
        setText(text);
        setAccessibleText(text);
        sign.setIconCode(tone.icon);
        getStyleClass().removeAll(STYLES);
        getStyleClass().add(tone.style());
    }
}
