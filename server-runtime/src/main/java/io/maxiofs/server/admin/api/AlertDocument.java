package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should know, or should have known.
 *
 * @param id of this occurrence
 * @param rule such as {@code disk_space_warning}; see {@link Rule}
 * @param subject what it is about, such as a drive or a webhook; empty if the whole server
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param state {@code firing} or {@code resolved}
 */
public record AlertDocument(
        String id,
        String rule,
        String subject,
        String severity,
        String state,
        Times times,
        Reading reading,
        Words words) {

    /**
     * When.
     *
     * @param resolved null while it fires
     * @param mutedUntil null if nobody muted it
     */
    public record Times(
            Instant since,
            @Nullable Instant resolved,
            @Nullable Instant mutedUntil) {}

    /**
     * What was measured.
     *
     * @param value the last one; null where the rule has no number
     * @param limit where it begins to fire; null where the rule has no number
     * @param unit of both: {@code percent}, {@code days}, {@code seconds}, {@code micros}, {@code count}, or empty
     */
    public record Reading(@Nullable Double value, @Nullable Double limit, String unit) {}

    /**
     * For people.
     *
     * @param sentence what is the case
     * @param remedy what to do
     */
    public record Words(String title, String sentence, String remedy) {}

    /**
     * What the server watches for.
     *
     * @param mutedUntil null if nobody muted it
     * @param setting key of the dynamic setting of its limit; null if the limit is fixed
     */
    public record Rule(
            String rule,
            String title,
            String severity,
            String description,
            String unit,
            @Nullable Instant mutedUntil,
            @Nullable String setting) {}

    /**
     * Silences a rule, or one alert of it: it fires on and is shown, but nothing is sent.
     *
     * @param rule of the alerts to mute
     * @param subject only about this; null for all
     * @param until null to end the silence
     */
    public record Mute(
            String rule, @Nullable String subject, @Nullable Instant until) {}

    /**
     * An objective and how it is met.
     *
     * @param name such as {@code availability}
     * @param target share of what must be good, 0 to 1
     * @param measured share that was good in the window; null if there was nothing to measure
     * @param windowSeconds how far it looks back, as far as the server has measured
     */
    public record Objective(
            String name,
            String description,
            double target,
            @Nullable Double measured,
            long windowSeconds) {}

    /**
     * A way alerts are told, and how that goes.
     *
     * @param kind {@code desktop}, {@code email} or {@code webhook}
     * @param target addresses or the webhook's name; empty for {@code desktop}
     * @param enabled whether it is configured; the settings of the category alerts and e-mail do that
     * @param lastError why the last attempt failed; null if it did not
     */
    public record Delivery(
            String kind,
            String target,
            boolean enabled,
            @Nullable Instant lastSent,
            @Nullable String lastError) {}

    /** @param kind of the delivery to try; waits until it was taken or refused */
    public record Test(String kind) {}

    /** How a try went. */
    public record TestResult(boolean sent, String detail) {}
}
