package io.maxiofs.server.event.accesslog;

import io.maxiofs.server.event.accesslog.LoggingConfiguration.KeyFormat;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
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

    private static final String ROOT = "BucketLoggingStatus";

    private LoggingDocument() {}

    /**
     * Reads a document; empty if it turns logging off.
     *
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidTargetBucketForLogging, InvalidArgument, NotImplemented
     */
    public static Optional<LoggingConfiguration> parse(byte[] document) {
        XmlElement root = XmlReader.read(document, ROOT);
        for (XmlElement child : root.children()) {
            if (!child.name().equals("LoggingEnabled")) {
                throw new MalformedXmlException(ROOT + " has a child " + child.name());
            }
        }
        return root.child("LoggingEnabled").map(LoggingDocument::enabled);
    }

    private static LoggingConfiguration enabled(XmlElement enabled) {
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
        if (enabled.child("TargetGrants")
                .filter(grants -> !grants.children().isEmpty())
                .isPresent()) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "TargetGrants are not implemented; log objects belong to the owner of the target bucket.");
        }
        if (!BucketName.isValid(target)) {
            throw noTarget(target);
        }
        return new LoggingConfiguration(
                new BucketName(target),
                prefix,
                enabled.child("TargetObjectKeyFormat")
                        .map(LoggingDocument::format)
                        .orElse(KeyFormat.SIMPLE));
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
        switch (logging.format()) {
            case SIMPLE -> {
                // The form without the element, which old clients do not know.
            }
            case PARTITIONED_BY_DELIVERY -> partitioned(xml, "DeliveryTime");
            case PARTITIONED_BY_EVENT -> partitioned(xml, "EventTime");
        }
        return xml.toBytes();
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
