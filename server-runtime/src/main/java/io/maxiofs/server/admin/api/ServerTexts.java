package io.maxiofs.server.admin.api;

import io.maxiofs.server.admin.api.HealthDocument.Finding;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/**
 * What a server says, in the language of a person or of the e-mails it sends. The server says it in English with a stable key and what is to be put in;
 * where the bundle of the language has no words for a key, as for those of a newer server, the English ones are shown. Safe on
 * any thread.
 */
public final class ServerTexts {
    /** Base name of the bundle. */
    public static final String BUNDLE = "io.maxiofs.server.admin.api.server";

    private static final double MICROS_PER_MILLI = 1_000;

    private final ResourceBundle bundle;
    private final Locale locale;

    /** @param locale whose language is used where there are words in it, and whose way to write numbers */
    public ServerTexts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    private String said(String key, String english, @Nullable Object... arguments) {
        return bundle.containsKey(key) ? new MessageFormat(bundle.getString(key), locale).format(arguments) : english;
    }

    /** What a setting does. */
    public String help(SettingDocument setting) {
        return said("setting." + setting.key(), setting.help());
    }

    /** What an alert is about, in a few words. */
    public String title(AlertDocument alert) {
        return said("alert." + alert.rule() + ".title", alert.words().title());
    }

    /** What is the case. */
    public String sentence(AlertDocument alert) {
        Double value = alert.reading().value();
        return said(
                "alert." + alert.rule() + ".sentence",
                alert.words().sentence(),
                value == null ? 0.0 : value,
                alert.reading().limit(),
                alert.subject(),
                alert.words().sentence(),
                value == null ? 0L : Math.round(value / MICROS_PER_MILLI));
    }

    /** What to do. */
    public String remedy(AlertDocument alert) {
        return said("alert." + alert.rule() + ".remedy", alert.words().remedy());
    }

    /** What is the case, and what to do. */
    public String advice(AlertDocument alert) {
        return sentence(alert) + " " + remedy(alert);
    }

    /** What was looked at. */
    public String title(Finding finding) {
        return of(finding, "title", finding.title());
    }

    /** What was seen. */
    public String detail(Finding finding) {
        return of(finding, "detail", finding.detail());
    }

    /** What to do; null where nothing is to be done. */
    public @Nullable String remedy(Finding finding) {
        String english = finding.remedy();
        return english == null ? null : of(finding, "remedy", english);
    }

    private String of(Finding finding, String part, String english) {
        Reason reason = finding.reason();
        return reason == null ? english : of("finding." + reason.key() + "." + part, reason, english);
    }

    private String of(String key, Reason reason, String english) {
        return said(key, english, reason.arguments().toArray());
    }

    /** Why a request failed; null if it did not. */
    public @Nullable String explanation(TraceEntry entry) {
        String english = entry.result().explanation();
        Reason reason = entry.result().reason();
        return english == null || reason == null ? english : of("explanation." + reason.key(), reason, english);
    }
}
