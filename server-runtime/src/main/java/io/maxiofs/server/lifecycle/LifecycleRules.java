package io.maxiofs.server.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleRule.Expiration;
import io.maxiofs.server.lifecycle.LifecycleRule.Noncurrent;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a bucket and what they mean. Immutable.
 *
 * @param rules in the order given
 * @param transitionMinimum value of {@code x-amz-transition-default-minimum-object-size}
 */
public record LifecycleRules(List<LifecycleRule> rules, String transitionMinimum) {

    public LifecycleRules {
        rules = List.copyOf(rules);
    }

    /**
     * That a version will expire.
     *
     * @param at not before the version was written
     */
    public record Expiry(Instant at, String ruleId) {}

    /** Whether any rule is in force. */
    public boolean isActive() {
        return rules.stream().anyMatch(LifecycleRule::enabled);
    }

    /** Whether any rule in force gives up uploads. */
    public boolean abortsUploads() {
        return rules.stream().anyMatch(rule -> rule.enabled() && rule.abortAfterDays() != null);
    }

    /** The longest prefix that all keys have which a rule in force is about. */
    public String commonPrefix() {
        String common = null;
        for (LifecycleRule rule : rules) {
            if (rule.enabled()) {
                String prefix = rule.filter().keyPrefix();
                common = common == null ? prefix : common(common, prefix);
            }
        }
        return common == null ? "" : common;
    }

    private static String common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        // Half of a pair of surrogates is no prefix.
        if (length > 0 && Character.isHighSurrogate(a.charAt(length - 1))) {
            length--;
        }
        return a.substring(0, length);
    }

    /**
     * When a current version that is no delete marker expires, and by which rule; the earliest if there are several.
     */
    public Optional<Expiry> expiry(ObjectVersion current, LifecycleDay day) {
        Expiry earliest = null;
        for (LifecycleRule rule : rules) {
            Instant at = rule.enabled() ? expiry(rule.expiration(), current.lastModified(), day) : null;
            if (at != null && rule.filter().matches(current) && (earliest == null || at.isBefore(earliest.at()))) {
                earliest = new Expiry(at, rule.id());
            }
        }
        return Optional.ofNullable(earliest);
    }

    private static @Nullable Instant expiry(@Nullable Expiration expiration, Instant written, LifecycleDay day) {
        if (expiration == null) {
            return null;
        }
        if (expiration.date() != null) {
            return expiration.date();
        }
        return expiration.days() == null ? null : day.due(written, expiration.days());
    }

    /** Whether a current version that is no delete marker has expired. */
    public boolean expires(ObjectVersion current, LifecycleDay day, Instant now) {
        return expiry(current, day).filter(expiry -> !expiry.at().isAfter(now)).isPresent();
    }

    /** Whether a delete marker that is all that is left of its key is to be removed. */
    public boolean removesMarker(ObjectVersion marker, LifecycleDay day, Instant now) {
        for (LifecycleRule rule : rules) {
            Expiration expiration = rule.expiration();
            if (rule.enabled() && expiration != null && rule.filter().matches(marker)) {
                Instant at = expiry(expiration, marker.lastModified(), day);
                if (Boolean.TRUE.equals(expiration.deleteMarkers()) || (at != null && !at.isAfter(now))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a version that is not current has expired.
     *
     * @param since when the version that replaced it was written
     * @param newer how many newer noncurrent versions its key has
     */
    public boolean expiresNoncurrent(ObjectVersion version, Instant since, int newer, LifecycleDay day, Instant now) {
        for (LifecycleRule rule : rules) {
            Noncurrent noncurrent = rule.noncurrent();
            if (rule.enabled() && noncurrent != null && rule.filter().matches(version)) {
                boolean spared = noncurrent.newerToKeep() != null && newer < noncurrent.newerToKeep();
                if (!spared && !day.due(since, noncurrent.days()).isAfter(now)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an unfinished upload is to be given up. */
    public boolean aborts(MultipartUpload upload, LifecycleDay day, Instant now) {
        for (LifecycleRule rule : rules) {
            Integer days = rule.abortAfterDays();
            if (rule.enabled()
                    && days != null
                    && rule.filter().isKeysOnly()
                    && upload.key().value().startsWith(rule.filter().keyPrefix())
                    && !day.due(upload.initiated(), days).isAfter(now)) {
                return true;
            }
        }
        return false;
    }
}
