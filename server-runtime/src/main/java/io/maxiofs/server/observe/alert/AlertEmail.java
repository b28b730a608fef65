package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.ServerTexts;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * An alert as a letter in one language. What is about the alert comes from where the window takes it; only what stands around
 * it is of this package's own bundle.
 */
final class AlertEmail {
    private static final String BUNDLE = "io.maxiofs.server.observe.alert.email";

    private final ResourceBundle bundle;
    private final Locale language;
    private final ServerTexts texts;
    private final AlertDocument alert;

    AlertEmail(Locale language, AlertDocument alert) {
        this.language = language;
        this.bundle =
                ResourceBundle.getBundle(BUNDLE, language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        this.texts = new ServerTexts(language);
        this.alert = alert;
    }

    private String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), language).format(arguments);
    }

    /** @param host what this machine is called */
    String subject(String host) {
        boolean over = alert.state().equals("resolved");
        return say("subject", host, say("state." + (over ? "resolved" : alert.severity())), texts.title(alert));
    }

    String text() {
        Instant resolved = alert.times().resolved();
        String next = resolved == null ? say("remedy", texts.remedy(alert)) : say("over", resolved.toString());
        String about = alert.subject().isEmpty() ? "" : "\n" + say("about", alert.subject());
        return texts.sentence(alert) + "\n\n" + next + "\n\n"
                + say("since", alert.times().since().toString()) + "\n" + say("rule", alert.rule()) + about + "\n";
    }
}
