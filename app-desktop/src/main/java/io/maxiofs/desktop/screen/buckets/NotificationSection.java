package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketForms.NotificationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom the bucket tells of what: the rules, and the form of one. */
final class NotificationSection extends RuleSection<NotificationRule> {
    private static final int S3 = "s3:".length();

    private final RuleEdits<NotificationRule> edits;
    private final Supplier<List<String>> webhooks;
    private final Consumer<String> reveal;
    private Set<String> documentOnly = Set.of();

    /**
     * @param webhooks of the server
     * @param reveal shows where a text stands in the document
     */
    NotificationSection(
            Texts texts,
            FxDialogs dialogs,
            RuleEdits<NotificationRule> edits,
            Supplier<List<String>> webhooks,
            Consumer<String> reveal) {
        super(texts, dialogs, "notifications");
        this.edits = edits;
        this.webhooks = webhooks;
        this.reveal = reveal;
    }

    void show(BucketForms.Notifications form) {
        documentOnly = Set.copyOf(form.documentOnly());
        show(form.rules());
    }

    @Override
    List<String> words(NotificationRule rule) {
        List<String> lines = new ArrayList<>();
        lines.add(rule.webhook());
        lines.add(texts().get("notification.events", String.join(", ", rule.events())));
        if (!rule.prefix().isEmpty() || !rule.suffix().isEmpty()) {
            lines.add(texts().get("notification.filter", rule.prefix(), rule.suffix()));
        }
        return lines;
    }

    @Override
    void open(@Nullable NotificationRule rule, boolean copy) {
        boolean edited = rule != null && !copy;
        NotificationDraft draft = new NotificationDraft(
                texts(),
                webhooks.get(),
                rule == null || edited
                        ? rule
                        : new NotificationRule(null, rule.webhook(), rule.events(), rule.prefix(), rule.suffix()));
        DraftRows rows = new DraftRows(draft.draft())
                .choice(
                        texts().get("notification.webhook"),
                        "notification-webhook",
                        draft.webhook(),
                        draft.webhooks(),
                        name -> name)
                .flags(
                        texts().get("notification.event"),
                        "notification-event",
                        draft.events(),
                        event -> event.substring(Math.min(S3, event.length())))
                .text(texts().get("lifecycle.prefix"), "notification-prefix", draft.prefix())
                .text(texts().get("notification.suffix"), "notification-suffix", draft.suffix())
                .name(
                        texts().get("rules.name"),
                        "notification-name",
                        draft.name(),
                        edited,
                        texts().get("rules.made-up"))
                .note(texts().get("notification.note"));
        dialog(
                texts().get(edited ? "notification.title.edit" : "notification.title"),
                rows,
                draft.draft(),
                (failed, done) -> edits.put(copy ? null : rule, draft.rule(), failed, done));
    }

    @Override
    void replace(NotificationRule rule, NotificationRule other, Consumer<String> failed) {
        edits.put(rule, other, failed, () -> {});
    }

    @Override
    void remove(NotificationRule rule, Consumer<String> failed) {
        edits.remove(rule, failed);
    }

    @Override
    boolean isDocumentOnly(NotificationRule rule) {
        String id = rule.id();
        return id != null && documentOnly.contains(id);
    }

    @Override
    void showDocument(NotificationRule rule) {
        reveal.accept("EventBridgeConfiguration");
    }
}
