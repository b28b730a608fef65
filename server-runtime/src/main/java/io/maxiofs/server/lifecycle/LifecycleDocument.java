package io.maxiofs.server.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleRule.Expiration;
import io.maxiofs.server.lifecycle.LifecycleRule.Noncurrent;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rules as a document, on the wire and in the bucket's settings; the kept form has the minimum size of transitions in a
 * comment at its end. What is not understood is refused, in either.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">
 *     PutBucketLifecycleConfiguration</a>
 */
public final class LifecycleDocument {
    /** Longest document: a thousand rules. */
    public static final int MAX_BYTES = 2 << 20;

    /** What S3 takes where a client says nothing. */
    public static final String ALL_STORAGE_CLASSES = "all_storage_classes_128K";

    /** The other value of {@code x-amz-transition-default-minimum-object-size}. */
    public static final String VARIES = "varies_by_storage_class";

    private static final String ROOT = "LifecycleConfiguration";
    private static final int MAX_RULES = 1000;

    private LifecycleDocument() {}

    /**
     * Reads rules.
     *
     * @param ids gives rules without an id one
     * @throws MalformedXmlException if the document is none or something in it is not understood
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument, InvalidRequest or InvalidStorageClass if a rule
     *     cannot be
     */
    public static LifecycleRules read(byte[] document, String transitionMinimum, Supplier<String> ids) {
        XmlElement root = XmlReader.read(document, ROOT);
        RuleReader.only(root, "Rule");
        if (root.children().isEmpty() || root.children().size() > MAX_RULES) {
            throw new MalformedXmlException("No rules, or too many");
        }
        List<LifecycleRule> rules = new ArrayList<>();
        RuleReader reader = new RuleReader(ids);
        for (XmlElement rule : root.children()) {
            rules.add(reader.read(rule));
        }
        return new LifecycleRules(rules, transitionMinimum);
    }

    /** What a client is shown. */
    public static byte[] write(LifecycleRules rules) {
        XmlWriter xml = XmlWriter.document(ROOT);
        rules.rules().forEach(rule -> write(xml, rule));
        return xml.toBytes();
    }

    /** What a bucket keeps. */
    public static String keep(LifecycleRules rules) {
        return new String(write(rules), StandardCharsets.UTF_8) + "<!--" + rules.transitionMinimum() + "-->";
    }

    /**
     * Reads what a bucket keeps.
     *
     * @throws MalformedXmlException if it is not understood
     * @throws io.maxiofs.server.s3.error.S3Exception likewise
     */
    public static LifecycleRules kept(String text) {
        String minimum = text.endsWith("<!--" + VARIES + "-->") ? VARIES : ALL_STORAGE_CLASSES;
        return read(text.getBytes(StandardCharsets.UTF_8), minimum, () -> {
            throw new MalformedXmlException("A kept rule without an id");
        });
    }

    private static void write(XmlWriter xml, LifecycleRule rule) {
        xml.start("Rule").element("ID", rule.id());
        write(xml, rule.filter());
        xml.element("Status", rule.enabled() ? "Enabled" : "Disabled");
        Expiration expiration = rule.expiration();
        if (expiration != null) {
            xml.start("Expiration");
            Integer days = expiration.days();
            Instant date = expiration.date();
            if (days != null) {
                xml.element("Days", days);
            }
            if (date != null) {
                xml.element("Date", date);
            }
            if (expiration.deleteMarkers() != null) {
                xml.element(
                        "ExpiredObjectDeleteMarker", expiration.deleteMarkers().booleanValue());
            }
            xml.end();
        }
        Noncurrent noncurrent = rule.noncurrent();
        if (noncurrent != null) {
            xml.start("NoncurrentVersionExpiration").element("NoncurrentDays", noncurrent.days());
            if (noncurrent.newerToKeep() != null) {
                xml.element("NewerNoncurrentVersions", noncurrent.newerToKeep());
            }
            xml.end();
        }
        if (rule.abortAfterDays() != null) {
            xml.start("AbortIncompleteMultipartUpload")
                    .element("DaysAfterInitiation", rule.abortAfterDays())
                    .end();
        }
        xml.end();
    }

    private static void write(XmlWriter xml, LifecycleFilter filter) {
        if (filter.form() == LifecycleFilter.Form.RULE_PREFIX) {
            xml.element("Prefix", filter.keyPrefix());
            return;
        }
        xml.start("Filter");
        boolean and = filter.form() == LifecycleFilter.Form.AND;
        if (and) {
            xml.start("And");
        }
        xml.optional("Prefix", filter.prefix());
        for (Map.Entry<String, String> tag : filter.tags().entrySet()) {
            xml.start("Tag")
                    .element("Key", tag.getKey())
                    .element("Value", tag.getValue())
                    .end();
        }
        if (filter.greaterThan() != null) {
            xml.element("ObjectSizeGreaterThan", filter.greaterThan());
        }
        if (filter.lessThan() != null) {
            xml.element("ObjectSizeLessThan", filter.lessThan());
        }
        if (and) {
            xml.end();
        }
        xml.end();
    }
}
