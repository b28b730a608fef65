package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.number;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms.RoutingRule;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** A rule that sends some visits of a website elsewhere, as somebody types it. Knows no toolkit. */
final class RoutingDraft {
    /** What becomes of the key. */
    enum Key {
        KEEP,
        REPLACE_PREFIX,
        REPLACE
    }

    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;
    private static final int FIRST_REDIRECT = 301;
    private static final int LAST_REDIRECT = 399;

    private final Draft draft = new Draft();
    private final DraftField prefix;
    private final DraftField error;
    private final ObjectProperty<String> protocol;
    private final DraftField host;
    private final ObjectProperty<Key> key;
    private final DraftField replacement;
    private final DraftField status;

    /** @param rule to begin with; null for an empty one */
    RoutingDraft(Texts texts, @Nullable RoutingRule rule) {
        FieldChecks checks = new FieldChecks(texts);
        prefix = draft.field(rule == null ? "" : text(rule.keyPrefix()), typed -> "");
        error = draft.field(
                rule == null ? "" : text(rule.errorCode()), typed -> checks.number(typed, FIRST_ERROR, LAST_ERROR));
        protocol = draft.choice(rule == null ? "" : text(rule.protocol()));
        host = draft.field(rule == null ? "" : text(rule.host()), typed -> "");
        key = draft.choice(keyOf(rule));
        replacement =
                draft.field(rule == null ? "" : text(rule.replacePrefix()) + text(rule.replaceKey()), typed -> "");
        status = draft.field(
                rule == null ? "" : text(rule.status()), typed -> checks.number(typed, FIRST_REDIRECT, LAST_REDIRECT));
        draft.whole(() -> protocol.get().isEmpty() && host.isEmpty() && key.get() == Key.KEEP
                ? texts.get("website.problem.nowhere")
                : "");
    }

    private static Key keyOf(@Nullable RoutingRule rule) {
        if (rule != null && rule.replaceKey() != null) {
            return Key.REPLACE;
        }
        return rule != null && rule.replacePrefix() != null ? Key.REPLACE_PREFIX : Key.KEEP;
    }

    Draft draft() {
        return draft;
    }

    DraftField prefix() {
        return prefix;
    }

    /** Status the visit would be answered with. */
    DraftField error() {
        return error;
    }

    /** Empty for the visit's own. */
    ObjectProperty<String> protocol() {
        return protocol;
    }

    DraftField host() {
        return host;
    }

    ObjectProperty<Key> key() {
        return key;
    }

    DraftField replacement() {
        return replacement;
    }

    /** Of the answer. */
    DraftField status() {
        return status;
    }

    /** What was typed. Only while it is valid. */
    RoutingRule rule() {
        return new RoutingRule(
                orNull(prefix.raw()),
                number(error.value()),
                orNull(protocol.get()),
                orNull(host.value()),
                key.get() == Key.REPLACE_PREFIX ? replacement.raw() : null,
                key.get() == Key.REPLACE ? replacement.raw() : null,
                number(status.value()));
    }
}
