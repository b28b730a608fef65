package io.maxiofs.desktop.i18n;

import io.maxiofs.server.admin.api.ServerTexts;
import java.text.Collator;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of the application in one language. Every text is a pattern of {@link MessageFormat}; where a number decides
 * the form, it is a choice. A test finds the keys in the sources: they are literals, or begin with a literal that ends in
 * a dot.
 */
public final class Texts {
    /** Base name of the bundle. */
    public static final String BUNDLE = "io.maxiofs.desktop.i18n.messages";

    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private final ResourceBundle bundle;
    private final Locale locale;
    private final Formats formats;
    private final ServerTexts server;

    private Texts(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        this.formats = new Formats(this, locale, zone);
        this.server = new ServerTexts(locale);
    }

    /** In that language if there is a translation, else in English; numbers and dates always as the locale wants them. */
    public static Texts of(Locale locale, ZoneId zone) {
        return new Texts(locale, zone);
    }

    /** @return the text with the arguments in it; the key itself if there is no such text */
    public String get(String key, @Nullable Object... arguments) {
        try {
            return new MessageFormat(bundle.getString(key), locale).format(arguments);
        } catch (MissingResourceException e) {
            LOG.warn("There is no text for {}", key, e);
            return key;
        }
    }

    /** Texts as readers of this language look them up. */
    public Comparator<Object> alphabetically() {
        return Collator.getInstance(locale);
    }

    /** For keys that are put together: whether there is such a text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** What servers say. */
    public ServerTexts server() {
        return server;
    }

    public Locale locale() {
        return locale;
    }

    public Formats formats() {
        return formats;
    }
}
