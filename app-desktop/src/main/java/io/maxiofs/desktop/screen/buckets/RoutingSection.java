package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which visits of a website are sent elsewhere: the rules, of which the first that fits counts, and the form of one. */
final class RoutingSection extends RuleSection<RoutingRule> {
    private final RuleEdits<RoutingRule> edits;

    RoutingSection(Texts texts, FxDialogs dialogs, RuleEdits<RoutingRule> edits) {
        super(texts, dialogs, "routing");
        this.edits = edits;
    }

    @Override
    List<String> words(RoutingRule rule) {
        List<String> lines = new ArrayList<>();
        String prefix = rule.keyPrefix();
        lines.add(
                prefix == null || prefix.isEmpty()
                        ? texts().get("website.rule.all")
                        : texts().get("website.rule.below", prefix));
        if (rule.errorCode() != null) {
            lines.add(texts().get("website.rule.error", rule.errorCode()));
        }
        if (rule.protocol() != null || rule.host() != null) {
            String protocol = rule.protocol() == null ? "" : rule.protocol() + "://";
            lines.add(texts().get("website.rule.host", protocol + FieldChecks.text(rule.host())));
        }
        if (rule.replacePrefix() != null) {
            lines.add(texts().get("website.rule.prefix", rule.replacePrefix()));
        }
        if (rule.replaceKey() != null) {
            lines.add(texts().get("website.rule.key", rule.replaceKey()));
        }
        if (rule.status() != null) {
            lines.add(texts().get("website.rule.status", rule.status()));
        }
        return lines;
    }

    @Override
    void open(@Nullable RoutingRule rule, boolean copy) {
        RoutingDraft draft = new RoutingDraft(texts(), rule);
        boolean edited = rule != null && !copy;
        DraftRows rows = new DraftRows(draft.draft())
                .text(texts().get("lifecycle.prefix"), "routing-prefix", draft.prefix(), texts().get("lifecycle.all"))
                .text(texts().get("website.rule.error-field"), "routing-error", draft.error(), "404")
                .choice(
                        texts().get("website.protocol"),
                        "routing-protocol",
                        draft.protocol(),
                        WebsiteSection.PROTOCOLS,
                        name -> name.isEmpty() ? texts().get("website.protocol.same") : name)
                .text(texts().get("website.host"), "routing-host", draft.host(), texts().get("website.host.same"))
                .choice(
                        texts().get("website.rule.replace"),
                        "routing-replace",
                        draft.key(),
                        List.of(RoutingDraft.Key.values()),
                        key -> texts().get("website.rule.replace."
                                + key.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .text(texts().get("website.rule.by"), "routing-by", draft.replacement())
                .text(texts().get("website.rule.status-field"), "routing-status", draft.status(), "301")
                .onlyWhile("routing-by", draft.key().isNotEqualTo(RoutingDraft.Key.KEEP));
        dialog(
                texts().get(edited ? "website.rule.title.edit" : "website.rule.title"),
                rows,
                draft.draft(),
                (failed, done) -> edits.put(copy ? null : rule, draft.rule(), failed, done));
    }

    @Override
    boolean isOrdered() {
        return true;
    }

    @Override
    void move(RoutingRule rule, int by, Consumer<String> failed) {
        edits.move(rule, by, failed);
    }

    @Override
    void replace(RoutingRule rule, RoutingRule other, Consumer<String> failed) {
        edits.put(rule, other, failed, () -> {});
    }

    @Override
    void remove(RoutingRule rule, Consumer<String> failed) {
        edits.remove(rule, failed);
    }
}
