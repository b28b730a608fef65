package io.maxiofs.server.event.accesslog;

import io.maxiofs.server.event.accesslog.LoggingConfiguration.KeyFormat;
import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.server.policy.acl.AclPermission;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The BucketLoggingStatus document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html">PutBucketLogging</a>
 */
public final class LoggingDocument {
    /** Of a document. */
    public static final int MAX_BYTES = 64 << 10;

    /** Leaves room in a key for everything that follows. */
    private static final int MAX_PREFIX_BYTES = 700;

    private static final int MAX_GRANTS = 100;

    private static final String ROOT = "BucketLoggingStatus";

    private LoggingDocument() {}

    /** Finds whom a grant is for. */
    @FunctionalInterface
    public interface Grantees {
        /**
         * The grantee that an element names.
         *
         * @throws S3Exception if it is nobody
         */
        Grantee of(XmlElement grantee);
    }

    /**
     * Reads a document that was kept; empty if it turns logging off.
     *
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidTargetBucketForLogging, InvalidArgument
     */
    public static Optional<LoggingConfiguration> parse(byte[] document) {
        return parse(document, LoggingDocument::keptGrantee);
    }

    /**
     * Reads a document; empty if it turns logging off.
     *
     * @param grantees finds whom its grants are for
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidTargetBucketForLogging, InvalidArgument, or what {@code grantees} throws
     */
    public static Optional<LoggingConfiguration> parse(byte[] document, Grantees grantees) {
        XmlElement root = XmlReader.read(document, ROOT);
        for (XmlElement child : root.children()) {
            if (!child.name().equals("LoggingEnabled")) {
                throw new MalformedXmlException(ROOT + " has a child " + child.name());
            }
        }
        return root.child("LoggingEnabled").map(child -> enabled(child, grantees));
    }

    private static LoggingConfiguration enabled(XmlElement enabled, Grantees grantees) {
        String target = enabled.require("TargetBucket");
        String prefix = enabled.rawValue("TargetPrefix");
        if (prefix == null) {
            throw new MalformedXmlException("LoggingEnabled lacks TargetPrefix");
        }
        if (prefix.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The target prefix is too long.")
                    .with("ArgumentName", "TargetPrefix")
                    .with("ArgumentValue", prefix);
        }
        if (!BucketName.isValid(target)) {
            throw noTarget(target);
        }
        return new LoggingConfiguration(
                new BucketName(target),
                prefix,
                enabled.child("TargetObjectKeyFormat")
                        .map(LoggingDocument::format)
                        .orElse(KeyFormat.USUAL),
                enabled.child("TargetGrants")
                        .map(grants -> grants(grants, grantees))
                        .orElse(List.of()));
    }

    private static List<Grant> grants(XmlElement element, Grantees grantees) {
        List<XmlElement> lines = element.children("Grant");
        if (lines.size() > MAX_GRANTS || lines.size() != element.children().size()) {
            throw new MalformedXmlException("TargetGrants has a hundred grants at most, and nothing else");
        }
        return lines.stream()
                .map(line -> new Grant(
                        grantees.of(line.child("Grantee")
                                .orElseThrow(() -> new MalformedXmlException("A grant without grantee"))),
                        permission(line.require("Permission"))))
                .toList();
    }

    /** Those that AWS has for log objects. */
    private static AclPermission permission(String name) {
        return switch (name) {
            case "FULL_CONTROL" -> AclPermission.FULL_CONTROL;
            case "READ" -> AclPermission.READ;
            case "WRITE" -> AclPermission.WRITE;
            default -> throw new MalformedXmlException("Unknown permission of a grant");
        };
    }

    private static Grantee keptGrantee(XmlElement grantee) {
        return switch (grantee.attributes().getOrDefault("type", "")) {
            case "CanonicalUser" -> new Grantee.User(grantee.require("ID"));
            case "Group" ->
                Grantee.Group.ofUri(grantee.require("URI"))
                        .orElseThrow(() -> new MalformedXmlException("Unknown group"));
            default -> throw new MalformedXmlException("Unknown sort of grantee");
        };
    }

    private static KeyFormat format(XmlElement element) {
        Optional<XmlElement> partitioned = element.child("PartitionedPrefix");
        if (partitioned.isPresent() == element.has("SimplePrefix")
                || element.children().size() != 1) {
            throw new MalformedXmlException("TargetObjectKeyFormat needs one form");
        }
        if (partitioned.isEmpty()) {
            return KeyFormat.SIMPLE;
        }
        return switch (partitioned.get().require("PartitionDateSource")) {
            case "EventTime" -> KeyFormat.PARTITIONED_BY_EVENT;
            case "DeliveryTime" -> KeyFormat.PARTITIONED_BY_DELIVERY;
            default -> throw new MalformedXmlException("Unknown PartitionDateSource");
        };
    }

    /** The error for a target that does not exist. */
    public static S3Exception noTarget(String target) {
        return new S3Exception(
                        S3ErrorCode.INVALID_TARGET_BUCKET_FOR_LOGGING, "The target bucket for logging does not exist")
                .with("TargetBucket", target);
    }

    /** Writes a document that turns logging on. */
    public static byte[] write(LoggingConfiguration logging) {
        XmlWriter xml = XmlWriter.document(ROOT)
                .start("LoggingEnabled")
                .element("TargetBucket", logging.target().value())
                .element("TargetPrefix", logging.prefix());
        if (!logging.grants().isEmpty()) {
            xml.start("TargetGrants");
            logging.grants().forEach(grant -> write(grant, xml));
            xml.end();
        }
        switch (logging.format()) {
            case USUAL -> {
                // The element was not sent, and old clients do not know it.
            }
            case SIMPLE ->
                xml.start("TargetObjectKeyFormat").start("SimplePrefix").end().end();
            case PARTITIONED_BY_DELIVERY -> partitioned(xml, "DeliveryTime");
            case PARTITIONED_BY_EVENT -> partitioned(xml, "EventTime");
        }
        return xml.toBytes();
    }

    private static void write(Grant grant, XmlWriter xml) {
        xml.start("Grant").start("Grantee").attribute("xmlns:xsi", XmlWriter.XSI_NAMESPACE);
        switch (grant.grantee()) {
            case Grantee.User user -> xml.attribute("xsi:type", "CanonicalUser").element("ID", user.canonicalId());
            case Grantee.Group group -> xml.attribute("xsi:type", "Group").element("URI", group.uri());
        }
        xml.end().element("Permission", grant.permission().name()).end();
    }

    private static void partitioned(XmlWriter xml, String source) {
        xml.start("TargetObjectKeyFormat")
                .start("PartitionedPrefix")
                .element("PartitionDateSource", source)
                .end()
                .end();
    }

    /** The document of a bucket that is not logged. */
    public static byte[] off() {
        return XmlWriter.document(ROOT).toBytes();
    }
}
