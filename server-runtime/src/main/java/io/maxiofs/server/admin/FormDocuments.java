package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.event.notification.NotificationRule;
import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleFilter;
import io.maxiofs.server.lifecycle.LifecycleRule;
import io.maxiofs.server.lifecycle.LifecycleRules;
import io.maxiofs.server.s3.cors.CorsDocument;
import io.maxiofs.server.s3.cors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Between forms and the documents of S3, by the records that S3's own readers and writers use. What a form says wrongly is
 * refused when S3 is given the document.
 */
final class FormDocuments {
    /** How a webhook is named in a rule. */
    private static final String WEBHOOK_ARN = "arn:aws:sqs:::";

    // ---- lifecycle

    /** @param document null for none */
    BucketForms.Lifecycle lifecycle(@Nullable String document) {
        if (document == null) {
            return new BucketForms.Lifecycle(List.of());
        }
        LifecycleRules rules = LifecycleDocument.read(bytes(document), LifecycleDocument.ALL_STORAGE_CLASSES, () -> "");
        return new BucketForms.Lifecycle(
                rules.rules().stream().map(FormDocuments::form).toList());
    }

    private static BucketForms.LifecycleRule form(LifecycleRule rule) {
        LifecycleRule.Expiration expiration = rule.expiration();
        LifecycleRule.Noncurrent noncurrent = rule.noncurrent();
        Instant date = expiration == null ? null : expiration.date();
        return new BucketForms.LifecycleRule(
                rule.id(),
                rule.enabled(),
                new BucketForms.Filter(
                        rule.filter().keyPrefix(),
                        rule.filter().tags(),
                        rule.filter().greaterThan(),
                        rule.filter().lessThan()),
                expiration == null ? null : expiration.days(),
                noncurrent == null ? null : new BucketForms.OlderVersions(noncurrent.days(), noncurrent.newerToKeep()),
                expiration != null && Boolean.TRUE.equals(expiration.deleteMarkers()),
                rule.abortAfterDays(),
                date == null ? null : date.toString());
    }

    byte[] document(BucketForms.Lifecycle form) {
        return LifecycleDocument.write(new LifecycleRules(
                form.rules().stream().map(FormDocuments::rule).toList(), LifecycleDocument.ALL_STORAGE_CLASSES));
    }

    private static LifecycleRule rule(BucketForms.LifecycleRule form) {
        BucketForms.OlderVersions older = form.olderVersions();
        boolean expires = form.expireAfterDays() != null || form.expireAtDate() != null || form.removeLoneMarkers();
        return new LifecycleRule(
                Documents.orEmpty(form.id()),
                form.enabled(),
                filter(Documents.required(form.filter(), "filter")),
                expires
                        ? new LifecycleRule.Expiration(
                                form.expireAfterDays(),
                                date(form.expireAtDate()),
                                form.removeLoneMarkers() ? Boolean.TRUE : null)
                        : null,
                older == null ? null : new LifecycleRule.Noncurrent(older.days(), older.keep()),
                form.abortUploadsAfterDays());
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

    // ---- CORS

    /** @param document null for none */
    BucketForms.Cors cors(@Nullable String document) {
        return new BucketForms.Cors(
                document == null
                        ? List.of()
                        : CorsDocument.parse(bytes(document)).stream()
                                .map(rule -> new BucketForms.CorsRule(
                                        rule.id(),
                                        rule.methods(),
                                        rule.origins(),
                                        rule.headers(),
                                        rule.exposed(),
                                        rule.maxAgeSeconds()))
                                .toList());
    }

    byte[] document(BucketForms.Cors form) {
        return CorsDocument.write(form.rules().stream()
                .map(rule -> new CorsRule(
                        rule.id(),
                        Documents.required(rule.methods(), "methods"),
                        Documents.required(rule.origins(), "origins"),
                        orNone(rule.headers()),
                        orNone(rule.exposed()),
                        rule.maxAgeSeconds()))
                .toList());
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    // ---- notifications

    /** @param document null for none */
    BucketForms.Notifications notifications(@Nullable String document) {
        return new BucketForms.Notifications(
                document == null
                        ? List.of()
                        : NotificationDocument.parseStored(bytes(document)).stream()
                                .map(rule -> new BucketForms.NotificationRule(
                                        rule.id(), rule.target(), rule.events(), rule.prefix(), rule.suffix()))
                                .toList());
    }

    byte[] document(BucketForms.Notifications form) {
        return NotificationDocument.write(form.rules().stream()
                .map(rule -> new NotificationRule(
                        NotificationRule.Kind.QUEUE,
                        Documents.orEmpty(rule.id()),
                        WEBHOOK_ARN + Documents.required(rule.webhook(), "webhook"),
                        Documents.required(rule.events(), "events"),
                        Documents.orEmpty(rule.prefix()),
                        Documents.orEmpty(rule.suffix())))
                .toList());
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
