package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.day;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.number;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketForms.LifecycleRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import org.jspecify.annotations.Nullable;

/** A rule of what happens to objects by themselves, as somebody types it. Knows no toolkit. */
final class LifecycleDraft {
    private static final int MOST_DAYS = 1_000_000;
    private static final int MOST_KEPT = 100;

    private final Texts texts;
    private final Draft draft = new Draft();
    private final DraftField name;
    private final BooleanProperty enabled;
    private final DraftField prefix;
    private final DraftField tags;
    private final DraftField larger;
    private final DraftField smaller;
    private final DraftField expireDays;
    private final DraftField expireDate;
    private final BooleanProperty markers;
    private final DraftField olderDays;
    private final DraftField keep;
    private final DraftField uploadDays;

    /** @param rule to begin with; null for an empty one */
    LifecycleDraft(Texts texts, @Nullable LifecycleRule rule) {
        this.texts = texts;
        FieldChecks checks = new FieldChecks(texts);
        BucketForms.Filter filter = rule == null ? null : rule.filter();
        BucketForms.OlderVersions older = rule == null ? null : rule.olderVersions();
        String date = rule == null ? null : rule.expireAtDate();
        name = draft.field(rule == null ? "" : text(rule.id()), typed -> "");
        enabled = draft.flag(rule == null || rule.enabled());
        prefix = draft.field(filter == null ? "" : filter.prefix(), typed -> "");
        tags = draft.field(filter == null ? "" : TagLines.of(filter.tags()), checks::tags);
        larger = draft.field(filter == null ? "" : ByteAmount.text(filter.largerThan()), checks::bytes);
        smaller = draft.field(filter == null ? "" : ByteAmount.text(filter.smallerThan()), typed -> {
            String wrong = checks.bytes(typed);
            return wrong.isEmpty() ? notAboveLarger(typed) : wrong;
        });
        expireDays = draft.field(
                rule == null ? "" : text(rule.expireAfterDays()), typed -> checks.number(typed, 1, MOST_DAYS));
        expireDate = draft.field(
                date == null
                        ? ""
                        : Instant.parse(date)
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                checks::date);
        markers = draft.flag(rule != null && rule.removeLoneMarkers());
        olderDays = draft.field(older == null ? "" : text(older.days()), typed -> checks.number(typed, 1, MOST_DAYS));
        keep = draft.field(older == null ? "" : text(older.keep()), typed -> checks.number(typed, 1, MOST_KEPT));
        uploadDays = draft.field(
                rule == null ? "" : text(rule.abortUploadsAfterDays()), typed -> checks.number(typed, 1, MOST_DAYS));
        draft.whole(this::together);
    }

    private String notAboveLarger(String typed) {
        Long most = ByteAmount.parse(typed);
        Long least = ByteAmount.parse(larger.value());
        return most != null && least != null && most <= least ? texts.get("lifecycle.problem.sizes") : "";
    }

    /** As S3 would refuse it. */
    private String together() {
        int ways = (expireDays.isEmpty() ? 0 : 1) + (expireDate.isEmpty() ? 0 : 1) + (markers.get() ? 1 : 0);
        if (ways > 1) {
            return texts.get("lifecycle.problem.one-way");
        }
        if (olderDays.isEmpty() && !keep.isEmpty()) {
            return texts.get("lifecycle.problem.keep");
        }
        if (ways == 0 && olderDays.isEmpty() && uploadDays.isEmpty()) {
            return texts.get("lifecycle.problem.nothing");
        }
        boolean narrow = !tags.isEmpty() || !larger.isEmpty() || !smaller.isEmpty();
        return narrow && (markers.get() || !uploadDays.isEmpty()) ? texts.get("lifecycle.problem.narrow") : "";
    }

    Draft draft() {
        return draft;
    }

    /** Of the rule; empty for one that the server makes. */
    DraftField name() {
        return name;
    }

    BooleanProperty enabled() {
        return enabled;
    }

    DraftField prefix() {
        return prefix;
    }

    /** One in each line. */
    DraftField tags() {
        return tags;
    }

    DraftField larger() {
        return larger;
    }

    DraftField smaller() {
        return smaller;
    }

    DraftField expireDays() {
        return expireDays;
    }

    /** As ISO 8601 writes days. */
    DraftField expireDate() {
        return expireDate;
    }

    /** Whether delete markers are removed with nothing under them. */
    BooleanProperty markers() {
        return markers;
    }

    DraftField olderDays() {
        return olderDays;
    }

    /** How many of the older versions stay. */
    DraftField keep() {
        return keep;
    }

    DraftField uploadDays() {
        return uploadDays;
    }

    /** What was typed. Only while it is valid. */
    LifecycleRule rule() {
        LocalDate date = day(expireDate.value());
        Integer older = number(olderDays.value());
        Map<String, String> named = TagLines.parse(tags.raw());
        return new LifecycleRule(
                orNull(name.value()),
                enabled.get(),
                new BucketForms.Filter(
                        prefix.raw(), named, ByteAmount.parse(larger.value()), ByteAmount.parse(smaller.value())),
                number(expireDays.value()),
                older == null ? null : new BucketForms.OlderVersions(older, number(keep.value())),
                markers.get(),
                number(uploadDays.value()),
                date == null
                        ? null
                        : Objects.toString(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
}
