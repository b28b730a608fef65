package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.AlertDocument.Times;
import io.maxiofs.server.admin.api.AlertDocument.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers since when something is not as it should be, and tells when that began and ended. Safe on any thread;
 * {@link #evaluate} is called by one.
 */
public final class AlertEngine {
    private static final String FIRING = "firing";
    private static final String RESOLVED = "resolved";

    private final AlertStore store;
    private final Supplier<UUID> ids;
    private final Consumer<AlertDocument> listener;
    private final Map<Key, Track> tracks = new HashMap<>();
    private final Map<Key, Instant> mutes = new HashMap<>();

    private record Key(String rule, String subject) {}

    private static final class Track {
        private @Nullable Instant badSince;
        private @Nullable Instant goodSince;
        private @Nullable AlertDocument alert;
    }

    /**
     * Goes on with alerts that had not ended when they were kept.
     *
     * @param ids of new alerts
     * @param listener told of every alert that begins or ends; must not block
     */
    public AlertEngine(AlertStore store, Supplier<UUID> ids, Consumer<AlertDocument> listener) {
        this.store = store;
        this.ids = ids;
        this.listener = listener;
        for (AlertDocument kept : store.firing()) {
            Track track = new Track();
            track.alert = kept;
            track.badSince = kept.times().since();
            tracks.put(new Key(kept.rule(), kept.subject()), track);
        }
        for (AlertStore.Mute mute : store.mutes()) {
            mutes.put(new Key(mute.rule(), mute.subject()), mute.until());
        }
    }

    /** Looks at everything. What a rule says nothing of any more is taken for good again. */
    public void evaluate(AlertInputs inputs, AlertLimits limits, Instant now) {
        List<AlertDocument> news = new ArrayList<>();
        synchronized (this) {
            Set<Key> seen = new HashSet<>();
            for (Reading reading : AlertConditions.judge(inputs, limits, now)) {
                Key key = new Key(reading.rule().text(), reading.subject());
                seen.add(key);
                look(key, reading, now).ifPresent(news::add);
            }
            for (Key key : List.copyOf(tracks.keySet())) {
                if (!seen.contains(key)) {
                    end(key, now, Duration.ZERO).ifPresent(news::add);
                }
            }
        }
        for (AlertDocument alert : news) {
            store.save(alert);
            listener.accept(alert);
        }
    }

    private Optional<AlertDocument> look(Key key, Reading reading, Instant now) {
        AlertRule rule = reading.rule();
        if (!reading.bad()) {
            return end(key, now, rule.resolveAfter());
        }
        Track track = tracks.computeIfAbsent(key, ignored -> new Track());
        track.goodSince = null;
        Instant since = track.badSince;
        if (since == null || since.isAfter(now)) {
            since = now;
            track.badSince = now;
        }
        AlertDocument before = track.alert;
        if (before != null) {
            // Shown with what is measured now; nobody is told again.
            track.alert = document(before.id(), reading, before.times().since());
            return Optional.empty();
        }
        if (Duration.between(since, now).compareTo(rule.fireAfter()) < 0) {
            return Optional.empty();
        }
        AlertDocument begun = document(ids.get().toString(), reading, since);
        track.alert = begun;
        return Optional.of(withMute(begun));
    }

    private Optional<AlertDocument> end(Key key, Instant now, Duration resolve) {
        Track track = tracks.get(key);
        if (track == null) {
            return Optional.empty();
        }
        track.badSince = null;
        AlertDocument alert = track.alert;
        if (alert == null) {
            tracks.remove(key);
            return Optional.empty();
        }
        Instant good = track.goodSince;
        if (good == null || good.isAfter(now)) {
            good = now;
            track.goodSince = now;
        }
        if (Duration.between(good, now).compareTo(resolve) < 0) {
            return Optional.empty();
        }
        tracks.remove(key);
        return Optional.of(withMute(new AlertDocument(
                alert.id(),
                alert.rule(),
                alert.subject(),
                alert.severity(),
                RESOLVED,
                new Times(alert.times().since(), now, null),
                alert.reading(),
                alert.words())));
    }

    private static AlertDocument document(String id, Reading reading, Instant since) {
        AlertRule rule = reading.rule();
        return new AlertDocument(
                id,
                rule.text(),
                reading.subject(),
                rule.severity().text(),
                FIRING,
                new Times(since, null, null),
                new AlertDocument.Reading(reading.value(), reading.limit(), rule.unit()),
                new Words(rule.title(), reading.sentence(), rule.remedy()));
    }

    private AlertDocument withMute(AlertDocument alert) {
        Instant until = mutedUntil(alert.rule(), alert.subject());
        return new AlertDocument(
                alert.id(),
                alert.rule(),
                alert.subject(),
                alert.severity(),
                alert.state(),
                new Times(alert.times().since(), alert.times().resolved(), until),
                alert.reading(),
                alert.words());
    }

    private @Nullable Instant mutedUntil(String rule, String subject) {
        Instant all = mutes.get(new Key(rule, ""));
        Instant one = mutes.get(new Key(rule, subject));
        if (all == null || one == null) {
            return all == null ? one : all;
        }
        return all.isAfter(one) ? all : one;
    }

    /** Those that fire, the most severe first, then the oldest. */
    public synchronized List<AlertDocument> firing() {
        List<AlertDocument> found = new ArrayList<>();
        for (Track track : tracks.values()) {
            AlertDocument alert = track.alert;
            if (alert != null) {
                found.add(withMute(alert));
            }
        }
        found.sort(Comparator.comparing((AlertDocument alert) ->
                        ruleOf(alert.rule()).map(AlertRule::severity).orElse(AlertRule.Severity.INFO))
                .reversed()
                .thenComparing(alert -> alert.times().since()));
        return found;
    }

    /** As {@link AlertStore#history}. */
    public List<AlertDocument> history(Instant before, int limit) {
        return store.history(before, limit);
    }

    /** The rule of a name. */
    public static Optional<AlertRule> ruleOf(String name) {
        return Arrays.stream(AlertRule.values())
                .filter(rule -> rule.text().equals(name))
                .findFirst();
    }

    /** Until when alerts of a rule are not sent; null if they are. */
    public synchronized @Nullable Instant mutedUntil(AlertRule rule) {
        return mutes.get(new Key(rule.text(), ""));
    }

    /**
     * Silences a rule or one of its alerts.
     *
     * @param subject empty for all of the rule
     * @param until null to end the silence
     */
    public void mute(AlertRule rule, String subject, @Nullable Instant until) {
        store.save(new AlertStore.Mute(rule.text(), subject, until == null ? Instant.EPOCH : until));
        synchronized (this) {
            Key key = new Key(rule.text(), subject);
            if (until == null) {
                mutes.remove(key);
            } else {
                mutes.put(key, until);
            }
        }
    }
}
