package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketForms.LifecycleRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to objects by themselves: the rules, and the form of one. */
final class LifecycleSection extends RuleSection<LifecycleRule> {
    private final RuleEdits<LifecycleRule> edits;
    private final Consumer<String> reveal;
    private Set<String> documentOnly = Set.of();

    /** @param reveal shows where a text stands in the document */
    LifecycleSection(Texts texts, FxDialogs dialogs, RuleEdits<LifecycleRule> edits, Consumer<String> reveal) {
        super(texts, dialogs, "lifecycle");
        this.edits = edits;
        this.reveal = reveal;
    }

    void show(BucketForms.Lifecycle form) {
        documentOnly = Set.copyOf(form.documentOnly());
        show(form.rules());
    }

    @Override
    List<String> words(LifecycleRule rule) {
        List<String> lines = new ArrayList<>();
        BucketForms.Filter filter = rule.filter();
        lines.add(
                filter.prefix().isEmpty()
                        ? texts().get("lifecycle.all")
                        : texts().get("lifecycle.below", filter.prefix()));
        if (!rule.enabled()) {
            lines.add(texts().get("lifecycle.off"));
        }
        filter.tags().forEach((name, value) -> lines.add(texts().get("lifecycle.tag", name, value)));
        if (filter.largerThan() != null) {
            lines.add(texts().get("lifecycle.larger", ByteAmount.text(filter.largerThan())));
        }
        if (filter.smallerThan() != null) {
            lines.add(texts().get("lifecycle.smaller", ByteAmount.text(filter.smallerThan())));
        }
        addActions(rule, lines);
        return lines;
    }

    private void addActions(LifecycleRule rule, List<String> lines) {
        String date = rule.expireAtDate();
        if (rule.expireAfterDays() != null) {
            lines.add(texts().get("lifecycle.expire", rule.expireAfterDays()));
        }
        if (date != null) {
            lines.add(texts().get("lifecycle.expire-date", day(date)));
        }
        BucketForms.OlderVersions older = rule.olderVersions();
        if (older != null) {
            lines.add(
                    older.keep() == null
                            ? texts().get("lifecycle.older", older.days())
                            : texts().get("lifecycle.older-keep", older.days(), older.keep()));
        }
        if (rule.removeLoneMarkers()) {
            lines.add(texts().get("lifecycle.markers"));
        }
        if (rule.abortUploadsAfterDays() != null) {
            lines.add(texts().get("lifecycle.uploads", rule.abortUploadsAfterDays()));
        }
    }

    /** A midnight UTC is that day's, wherever the person is. */
    private String day(String date) {
        return texts().formats().date(Instant.parse(date).atZone(ZoneOffset.UTC).toLocalDate());
    }

    @Override
    void open(@Nullable LifecycleRule rule, boolean copy) {
        LifecycleDraft draft = new LifecycleDraft(texts(), rule == null || !copy ? rule : withId(rule, null));
        boolean fixed = rule != null && !copy;
        DraftRows rows = new DraftRows(draft.draft())
                .text(texts().get("lifecycle.prefix"), "lifecycle-prefix", draft.prefix(), texts().get("lifecycle.all"))
                .area(texts().get("lifecycle.tags"), "lifecycle-tags", draft.tags(), 2)
                .text(texts().get("lifecycle.larger-than"), "lifecycle-larger", draft.larger(), "10 MiB")
                .text(texts().get("lifecycle.smaller-than"), "lifecycle-smaller", draft.smaller(), "1 GiB")
                .text(texts().get("lifecycle.expire-days"), "lifecycle-expire", draft.expireDays())
                .text(texts().get("lifecycle.expire-on"), "lifecycle-date", draft.expireDate(), "2030-12-31")
                .text(texts().get("lifecycle.older-days"), "lifecycle-older", draft.olderDays())
                .text(texts().get("lifecycle.keep"), "lifecycle-keep", draft.keep())
                .text(texts().get("lifecycle.upload-days"), "lifecycle-uploads", draft.uploadDays())
                .flag(texts().get("lifecycle.remove-markers"), "lifecycle-markers", draft.markers())
                .flag(texts().get("rules.enabled"), "lifecycle-enabled", draft.enabled())
                .name(texts().get("rules.name"), "lifecycle-name", draft.name(), fixed, texts().get("rules.made-up"))
                .note(texts().get("lifecycle.note"));
        dialog(
                texts().get(fixed ? "lifecycle.title.edit" : "lifecycle.title"),
                rows,
                draft.draft(),
                (failed, done) -> edits.put(copy ? null : rule, draft.rule(), failed, done));
    }

    private static LifecycleRule withId(LifecycleRule rule, @Nullable String id) {
        return copy(rule, id, rule.enabled());
    }

    private static LifecycleRule copy(LifecycleRule rule, @Nullable String id, boolean enabled) {
        return new LifecycleRule(
                id,
                enabled,
                rule.filter(),
                rule.expireAfterDays(),
                rule.olderVersions(),
                rule.removeLoneMarkers(),
                rule.abortUploadsAfterDays(),
                rule.expireAtDate());
    }

    @Override
    boolean isEnabled(LifecycleRule rule) {
        return rule.enabled();
    }

    @Override
    LifecycleRule toggled(LifecycleRule rule) {
        return copy(rule, rule.id(), !rule.enabled());
    }

    @Override
    void replace(LifecycleRule rule, LifecycleRule other, Consumer<String> failed) {
        edits.put(rule, other, failed, () -> {});
    }

    @Override
    void remove(LifecycleRule rule, Consumer<String> failed) {
        edits.remove(rule, failed);
    }

    @Override
    boolean isDocumentOnly(LifecycleRule rule) {
        String id = rule.id();
        return id != null && documentOnly.contains(id);
    }

    @Override
    void showDocument(LifecycleRule rule) {
        reveal.accept(">" + rule.id() + "<");
    }
}
