package io.maxiofs.server.event.notification;

import io.maxiofs.server.event.notification.NotificationRule.Kind;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The NotificationConfiguration document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">
 *     PutBucketNotificationConfiguration</a>
 */
public final class NotificationDocument {
    /** Of a document. */
    public static final int MAX_BYTES = 256 << 10;

    private static final int MAX_RULES = 100;
    private static final int MAX_ID_CHARACTERS = 255;
    private static final int MAX_FILTER_CHARACTERS = 1024;
    private static final String ROOT = "NotificationConfiguration";

    private NotificationDocument() {}

    /** Reads a document that was written by {@link #write}. */
    public static List<NotificationRule> parseStored(byte[] document) {
        return parse(document, NotificationDocument::noId);
    }

    private static String noId() {
        throw new MalformedXmlException("A stored rule has no id");
    }

    /**
     * Reads a document.
     *
     * @param newId makes ids of rules that have none
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidArgument if a rule cannot be
     */
    public static List<NotificationRule> parse(byte[] document, Supplier<String> newId) {
        XmlElement root = XmlReader.read(document, ROOT);
        List<NotificationRule> rules = new ArrayList<>();
        for (XmlElement child : root.children()) {
            rules.add(rule(child, newId));
        }
        if (rules.size() > MAX_RULES) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "A bucket can have at most " + MAX_RULES + " notification rules.");
        }
        check(rules);
        return List.copyOf(rules);
    }

    private static NotificationRule rule(XmlElement element, Supplier<String> newId) {
        Kind kind = null;
        for (Kind candidate : Kind.values()) {
            if (candidate.element().equals(element.name())) {
                kind = candidate;
            }
        }
        if (element.name().equals("LambdaFunctionConfiguration")) {
            kind = Kind.LAMBDA;
        }
        if (kind == null) {
            throw new MalformedXmlException(ROOT + " has a child " + element.name());
        }
        if (kind == Kind.EVENT_BRIDGE) {
            return eventBridge();
        }
        String id = element.get("Id").filter(text -> !text.isEmpty()).orElseGet(newId);
        if (id.length() > MAX_ID_CHARACTERS) {
            throw invalid("The Id is too long.", "Id", id);
        }
        List<String> events =
                element.children("Event").stream().map(e -> e.text().strip()).toList();
        if (events.isEmpty()) {
            throw new MalformedXmlException(element.name() + " has no Event");
        }
        for (String event : events) {
            if (!EventName.isKnown(event)) {
                throw invalid("The event '" + event + "' is not supported for notifications", "Event", event);
            }
        }
        String arn = element.get(kind.arnElement())
                .or(() -> element.get("LambdaFunctionArn"))
                .orElseThrow(() -> new MalformedXmlException(element.name() + " names no target"));
        String[] filter = filter(element.child("Filter"));
        return new NotificationRule(kind, id, arn, events, filter[0], filter[1]);
    }

    private static NotificationRule eventBridge() {
        return new NotificationRule(
                Kind.EVENT_BRIDGE,
                NotificationRule.EVENT_BRIDGE,
                NotificationRule.EVENT_BRIDGE,
                List.of(
                        "s3:ObjectCreated:*",
                        "s3:ObjectRemoved:*",
                        "s3:LifecycleExpiration:*",
                        "s3:ObjectTagging:*",
                        "s3:ObjectAcl:Put"),
                "",
                "");
    }

    /** Prefix and suffix. */
    private static String[] filter(Optional<XmlElement> filter) {
        String[] found = {"", ""};
        boolean[] seen = {false, false};
        if (filter.isEmpty()) {
            return found;
        }
        XmlElement key =
                filter.get().child("S3Key").orElseThrow(() -> new MalformedXmlException("Filter has no S3Key"));
        for (XmlElement rule : key.children("FilterRule")) {
            String name = rule.require("Name").toLowerCase(Locale.ROOT);
            String value = rule.rawValue("Value");
            if (value == null) {
                throw new MalformedXmlException("FilterRule has no Value");
            }
            int which = switch (name) {
                case "prefix" -> 0;
                case "suffix" -> 1;
                default -> throw invalid("filter rule name must be either prefix or suffix", "FilterRule.Name", name);
            };
            if (seen[which]) {
                throw invalid("Cannot specify more than one " + name + " rule in a filter.", "FilterRule.Name", name);
            }
            if (value.length() > MAX_FILTER_CHARACTERS) {
                throw invalid(
                        "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation", name, value);
            }
            seen[which] = true;
            found[which] = value;
        }
        return found;
    }

    private static void check(List<NotificationRule> rules) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            NotificationRule rule = rules.get(i);
            if (!ids.add(rule.id())) {
                throw invalid("Same ID used for multiple configurations. IDs must be unique", "Id", rule.id());
            }
            for (int j = 0; j < i; j++) {
                boolean bridged =
                        rule.kind() == Kind.EVENT_BRIDGE || rules.get(j).kind() == Kind.EVENT_BRIDGE;
                if (!bridged && rule.overlaps(rules.get(j))) {
                    throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Configurations overlap. Configurations on the same bucket cannot share a common event"
                                    + " type.");
                }
            }
        }
    }

    private static S3Exception invalid(String message, String name, String value) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** Writes a document. */
    public static byte[] write(List<NotificationRule> rules) {
        XmlWriter xml = XmlWriter.document(ROOT);
        for (NotificationRule rule : rules) {
            xml.start(rule.kind().element());
            if (rule.kind() != Kind.EVENT_BRIDGE) {
                xml.element("Id", rule.id()).element(rule.kind().arnElement(), rule.arn());
                rule.events().forEach(event -> xml.element("Event", event));
                filter(xml, rule);
            }
            xml.end();
        }
        return xml.toBytes();
    }

    private static void filter(XmlWriter xml, NotificationRule rule) {
        if (rule.prefix().isEmpty() && rule.suffix().isEmpty()) {
            return;
        }
        xml.start("Filter").start("S3Key");
        filterRule(xml, "Prefix", rule.prefix());
        filterRule(xml, "Suffix", rule.suffix());
        xml.end().end();
    }

    private static void filterRule(XmlWriter xml, String name, String value) {
        if (!value.isEmpty()) {
            xml.start("FilterRule")
                    .element("Name", name)
                    .element("Value", value)
                    .end();
        }
    }

    /** The document of a bucket that tells nobody. */
    public static byte[] none() {
        return XmlWriter.document(ROOT).toBytes();
    }
}
