package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.event.notification.NotificationRule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the form of notification rules and S3's document, which knows several sorts of them. */
final class NotificationForms {
    /** How a webhook is named in a rule that a form has made. */
    private static final String WEBHOOK_ARN = "arn:aws:sqs:::";

    private NotificationForms() {}

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Notifications form(@Nullable String stored) {
        List<NotificationRule> rules = stored(stored);
        return new BucketForms.Notifications(
                rules.stream().map(NotificationForms::form).toList(),
                rules.stream()
                        .filter(NotificationForms::isDocumentOnly)
                        .map(NotificationRule::id)
                        .toList());
    }

    private static List<NotificationRule> stored(@Nullable String stored) {
        return stored == null ? List.of() : NotificationDocument.parseStored(stored.getBytes(StandardCharsets.UTF_8));
    }

    /** What goes to EventBridge are all events, whatever a form would say. */
    private static boolean isDocumentOnly(NotificationRule rule) {
        return rule.kind() == NotificationRule.Kind.EVENT_BRIDGE;
    }

    private static BucketForms.NotificationRule form(NotificationRule rule) {
        return new BucketForms.NotificationRule(rule.id(), rule.target(), rule.events(), rule.prefix(), rule.suffix());
    }

    /** @param stored as the bucket keeps it now; null for none */
    static byte[] document(BucketForms.Notifications form, @Nullable String stored) {
        List<BucketForms.NotificationRule> rules = Documents.required(form.rules(), "rules");
        if (rules.isEmpty()) {
            return new byte[0];
        }
        Map<String, NotificationRule> before = new HashMap<>();
        stored(stored).forEach(rule -> before.put(rule.id(), rule));
        return NotificationDocument.write(rules.stream()
                .map(rule -> rule(rule, before.get(Documents.orEmpty(rule.id()))))
                .toList());
    }

    private static NotificationRule rule(BucketForms.NotificationRule form, @Nullable NotificationRule before) {
        if (before != null && form(before).equals(form)) {
            return before;
        }
        if (before != null && isDocumentOnly(before)) {
            throw new AdminException(
                    Problem.Code.INVALID, "The rule " + before.id() + " can be changed in the document only");
        }
        String webhook = Documents.required(form.webhook(), "webhook");
        NotificationRule.Kind kind = NotificationRule.Kind.QUEUE;
        String arn = WEBHOOK_ARN + webhook;
        if (before != null && before.target().equals(webhook)) {
            kind = before.kind();
            arn = before.arn();
        }
        return new NotificationRule(
                kind,
                Documents.orEmpty(form.id()),
                arn,
                Documents.required(form.events(), "events"),
                Documents.orEmpty(form.prefix()),
                Documents.orEmpty(form.suffix()));
    }
}
