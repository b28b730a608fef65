package io.maxiofs.server.event.notification;

import java.util.List;

/**
 * What a bucket tells, and whom.
 *
 * @param id chosen by whoever wrote the rule, or made up
 * @param arn names the target
 * @param events at least one, as {@link EventName} knows them
 * @param prefix of the keys meant; may be empty
 * @param suffix of the keys meant; may be empty
 */
public record NotificationRule(Kind kind, String id, String arn, List<String> events, String prefix, String suffix) {
    /** Stands for the ARN in the rule that EventBridge makes. */
    static final String EVENT_BRIDGE = "eventbridge";

    public NotificationRule {
        events = List.copyOf(events);
    }

    /** Which of S3's forms the rule has. */
    public enum Kind {
        TOPIC("TopicConfiguration", "Topic"),
        QUEUE("QueueConfiguration", "Queue"),
        LAMBDA("CloudFunctionConfiguration", "CloudFunction"),
        /** All events of the bucket. */
        EVENT_BRIDGE("EventBridgeConfiguration", "");

        private final String element;
        private final String arnElement;

        Kind(String element, String arnElement) {
            this.element = element;
            this.arnElement = arnElement;
        }

        String element() {
            return element;
        }

        String arnElement() {
            return arnElement;
        }
    }

    /** Name of the target: what stands last in the ARN. */
    public String target() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** @param event in the short form, such as {@code ObjectCreated:Put} */
    boolean wants(String event, String key) {
        if (!key.startsWith(prefix) || !key.endsWith(suffix)) {
            return false;
        }
        return events.stream().anyMatch(named -> EventName.covers(named, event));
    }

    /** Whether one change could be told by both; S3 does not have that. */
    boolean overlaps(NotificationRule other) {
        boolean prefixes = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
        boolean suffixes = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
        return prefixes
                && suffixes
                && events.stream().anyMatch(a -> other.events.stream().anyMatch(b -> EventName.overlap(a, b)));
    }
}
