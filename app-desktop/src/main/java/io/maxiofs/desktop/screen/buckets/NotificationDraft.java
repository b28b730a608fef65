package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms.NotificationRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** A rule of whom a bucket tells of what, as somebody types it. Knows no toolkit. */
final class NotificationDraft {
    /** Those that this server has; others that a rule names already can be kept. */
    private static final List<String> EVENTS = List.of(
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectTagging:*",
            "s3:ObjectTagging:Put",
            "s3:ObjectTagging:Delete",
            "s3:ObjectAcl:Put",
            "s3:LifecycleExpiration:*",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated");

    private final Draft draft = new Draft();
    private final DraftField name;
    private final List<String> webhooks;
    private final ObjectProperty<String> webhook;
    private final Map<String, BooleanProperty> events = new LinkedHashMap<>();
    private final DraftField prefix;
    private final DraftField suffix;

    /**
     * @param webhooks of the server
     * @param rule to begin with; null for one that tells of all that is stored
     */
    NotificationDraft(Texts texts, List<String> webhooks, @Nullable NotificationRule rule) {
        Set<String> targets = new LinkedHashSet<>(webhooks);
        Set<String> known = new LinkedHashSet<>(EVENTS);
        if (rule != null) {
            targets.add(rule.webhook());
            known.addAll(rule.events());
        }
        this.webhooks = List.copyOf(targets);
        name = draft.field(rule == null ? "" : text(rule.id()), typed -> "");
        webhook = draft.choice(rule == null ? targets.stream().findFirst().orElse("") : rule.webhook());
        for (String event : known) {
            events.put(
                    event,
                    draft.flag(
                            rule == null
                                    ? event.equals("s3:ObjectCreated:*")
                                    : rule.events().contains(event)));
        }
        prefix = draft.field(rule == null ? "" : rule.prefix(), typed -> "");
        suffix = draft.field(rule == null ? "" : rule.suffix(), typed -> "");
        draft.whole(() -> {
            if (webhook.get() == null || webhook.get().isEmpty()) {
                return texts.get("notification.no-webhooks");
            }
            return events.values().stream().anyMatch(BooleanProperty::get)
                    ? ""
                    : texts.get("notification.problem.events");
        });
    }

    Draft draft() {
        return draft;
    }

    /** Of the rule; empty for one that the server makes. */
    DraftField name() {
        return name;
    }

    /** Those to choose from. */
    List<String> webhooks() {
        return webhooks;
    }

    ObjectProperty<String> webhook() {
        return webhook;
    }

    /** Whether each event is meant, in the order to show them. */
    Map<String, BooleanProperty> events() {
        return events;
    }

    DraftField prefix() {
        return prefix;
    }

    DraftField suffix() {
        return suffix;
    }

    /** What was typed. Only while it is valid. */
    NotificationRule rule() {
        return new NotificationRule(
                orNull(name.value()),
                webhook.get(),
                events.entrySet().stream()
                        .filter(event -> event.getValue().get())
                        .map(Map.Entry::getKey)
                        .toList(),
                prefix.raw(),
                suffix.raw());
    }
}
