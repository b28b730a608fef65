package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms.CorsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which pages may do what from a browser: the rules, of which the first that fits counts, and the form of one. */
final class CorsSection extends RuleSection<CorsRule> {
    private final RuleEdits<CorsRule> edits;

    CorsSection(Texts texts, FxDialogs dialogs, RuleEdits<CorsRule> edits) {
        super(texts, dialogs, "cors");
        this.edits = edits;
    }

    @Override
    List<String> words(CorsRule rule) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(", ", rule.origins()));
        lines.add(texts().get("cors.methods", String.join(", ", rule.methods())));
        if (!rule.headers().isEmpty()) {
            lines.add(texts().get("cors.headers", String.join(", ", rule.headers())));
        }
        if (!rule.exposed().isEmpty()) {
            lines.add(texts().get("cors.exposed", String.join(", ", rule.exposed())));
        }
        if (rule.maxAgeSeconds() != null) {
            lines.add(texts().get("cors.remembered", rule.maxAgeSeconds()));
        }
        return lines;
    }

    @Override
    void open(@Nullable CorsRule rule, boolean copy) {
        CorsDraft draft = new CorsDraft(texts(), rule);
        boolean edited = rule != null && !copy;
        DraftRows rows = new DraftRows(draft.draft())
                .area(texts().get("cors.origins"), "cors-origins", draft.origins(), 2)
                .flags(texts().get("cors.methods-field"), "cors-methods", draft.methods(), method -> method)
                .area(texts().get("cors.headers-field"), "cors-headers", draft.headers(), 2)
                .area(texts().get("cors.exposed-field"), "cors-exposed", draft.exposed(), 2)
                .text(texts().get("cors.age"), "cors-age", draft.age())
                .text(texts().get("rules.name"), "cors-name", draft.name())
                .note(texts().get("cors.note"));
        dialog(
                texts().get(edited ? "cors.title.edit" : "cors.title"),
                rows,
                draft.draft(),
                (failed, done) -> edits.put(copy ? null : rule, draft.rule(), failed, done));
    }

    @Override
    boolean isOrdered() {
        return true;
    }

    @Override
    void move(CorsRule rule, int by, Consumer<String> failed) {
        edits.move(rule, by, failed);
    }

    @Override
    void replace(CorsRule rule, CorsRule other, Consumer<String> failed) {
        edits.put(rule, other, failed, () -> {});
    }

    @Override
    void remove(CorsRule rule, Consumer<String> failed) {
        edits.remove(rule, failed);
    }
}
