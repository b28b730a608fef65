package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleFilter;
import io.maxiofs.server.lifecycle.LifecycleRule;
import io.maxiofs.server.lifecycle.LifecycleRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Between the form of lifecycle rules and S3's document. What a form says wrongly is refused when S3 is given the document;
 * what it does not say of a rule stays as it is stored.
 */
final class LifecycleForms {
    private LifecycleForms() {}

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Lifecycle form(@Nullable String stored) {
        List<LifecycleRule> rules = stored(stored);
        return new BucketForms.Lifecycle(
                rules.stream().map(LifecycleForms::form).toList(),
                rules.stream()
                        .filter(LifecycleForms::isDocumentOnly)
                        .map(LifecycleRule::id)
                        .toList());
    }

    private static List<LifecycleRule> stored(@Nullable String stored) {
        return stored == null ? List.of() : LifecycleDocument.kept(stored).rules();
    }

    /** One that removes no delete markers and nothing else looks like one without any action. */
    private static boolean isDocumentOnly(LifecycleRule rule) {
        LifecycleRule.Expiration expiration = rule.expiration();
        return expiration != null
                && Boolean.FALSE.equals(expiration.deleteMarkers())
                && rule.noncurrent() == null
                && rule.abortAfterDays() == null;
    }

    private static BucketForms.LifecycleRule form(LifecycleRule rule) {
        LifecycleRule.Expiration expiration = rule.expiration();
        Instant date = expiration == null ? null : expiration.date();
        return new BucketForms.LifecycleRule(
                rule.id(),
                rule.enabled(),
                form(rule.filter()),
                expiration == null ? null : expiration.days(),
                older(rule.noncurrent()),
                expiration != null && Boolean.TRUE.equals(expiration.deleteMarkers()),
                rule.abortAfterDays(),
                date == null ? null : date.toString());
    }

    private static BucketForms.Filter form(LifecycleFilter filter) {
        return new BucketForms.Filter(filter.keyPrefix(), filter.tags(), filter.greaterThan(), filter.lessThan());
    }

    private static BucketForms.@Nullable OlderVersions older(LifecycleRule.@Nullable Noncurrent noncurrent) {
        return noncurrent == null ? null : new BucketForms.OlderVersions(noncurrent.days(), noncurrent.newerToKeep());
    }

    /** @param stored as the bucket keeps it now; null for none */
    static byte[] document(BucketForms.Lifecycle form, @Nullable String stored) {
        List<BucketForms.LifecycleRule> rules = Documents.required(form.rules(), "rules");
        if (rules.isEmpty()) {
            return new byte[0];
        }
        Map<String, LifecycleRule> before = new HashMap<>();
        stored(stored).forEach(rule -> before.put(rule.id(), rule));
        return LifecycleDocument.write(new LifecycleRules(
                rules.stream()
                        .map(rule -> rule(rule, before.get(Documents.orEmpty(rule.id()))))
                        .toList(),
                LifecycleDocument.ALL_STORAGE_CLASSES));
    }

    private static LifecycleRule rule(BucketForms.LifecycleRule form, @Nullable LifecycleRule before) {
        BucketForms.Filter filter = Documents.required(form.filter(), "filter");
        if (before == null) {
            return new LifecycleRule(
                    Documents.orEmpty(form.id()),
                    form.enabled(),
                    filter(filter),
                    expiration(form),
                    noncurrent(form.olderVersions()),
                    form.abortUploadsAfterDays());
        }
        BucketForms.LifecycleRule seen = form(before);
        if (seen.equals(form)) {
            return before;
        }
        if (isDocumentOnly(before)) {
            throw new AdminException(
                    Problem.Code.INVALID, "The rule " + before.id() + " can be changed in the document only");
        }
        return new LifecycleRule(
                before.id(),
                form.enabled(),
                seen.filter().equals(filter) ? before.filter() : filter(filter),
                saysTheSame(seen, form) ? before.expiration() : expiration(form),
                noncurrent(form.olderVersions()),
                form.abortUploadsAfterDays());
    }

    private static boolean saysTheSame(BucketForms.LifecycleRule a, BucketForms.LifecycleRule b) {
        return Objects.equals(a.expireAfterDays(), b.expireAfterDays())
                && Objects.equals(a.expireAtDate(), b.expireAtDate())
                && a.removeLoneMarkers() == b.removeLoneMarkers();
    }

    private static LifecycleRule.@Nullable Expiration expiration(BucketForms.LifecycleRule form) {
        boolean expires = form.expireAfterDays() != null || form.expireAtDate() != null || form.removeLoneMarkers();
        return expires
                ? new LifecycleRule.Expiration(
                        form.expireAfterDays(),
                        date(form.expireAtDate()),
                        form.removeLoneMarkers() ? Boolean.TRUE : null)
                : null;
    }

    private static LifecycleRule.@Nullable Noncurrent noncurrent(BucketForms.@Nullable OlderVersions older) {
        return older == null ? null : new LifecycleRule.Noncurrent(older.days(), older.keep());
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new AdminException(Problem.Code.INVALID, "Not a date in ISO 8601: " + text);
        }
    }

    private static LifecycleFilter filter(BucketForms.Filter form) {
        Map<String, String> tags = form.tags() == null ? Map.of() : form.tags();
        String prefix = Documents.orEmpty(form.prefix());
        long conditions = (prefix.isEmpty() ? 0 : 1)
                + tags.size()
                + Stream.of(form.largerThan(), form.smallerThan())
                        .filter(Objects::nonNull)
                        .count();
        boolean many = conditions > 1;
        return new LifecycleFilter(
                many ? LifecycleFilter.Form.AND : LifecycleFilter.Form.SINGLE,
                prefix.isEmpty() && conditions > 0 ? null : prefix,
                tags,
                form.largerThan(),
                form.smallerThan());
    }
}
