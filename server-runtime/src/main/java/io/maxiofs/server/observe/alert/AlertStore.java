package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import java.time.Instant;
import java.util.List;

/** Where alerts are kept over restarts. Calls may block on the disk. */
public interface AlertStore {

    /** Adds or replaces an alert. */
    void save(AlertDocument alert);

    /** Those that have not ended. */
    List<AlertDocument> firing();

    /** The newest first, at most {@code limit} that began before a moment. */
    List<AlertDocument> history(Instant before, int limit);

    List<Mute> mutes();

    /** Replaces the one of the same rule and subject; an end of {@link Instant#EPOCH} removes it. */
    void save(Mute mute);

    /** @param subject empty for all of the rule */
    record Mute(String rule, String subject, Instant until) {}
}
