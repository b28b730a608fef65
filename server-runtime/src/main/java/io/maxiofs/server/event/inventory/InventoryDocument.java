package io.maxiofs.server.event.inventory;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The InventoryConfiguration document, and the list of them that a bucket keeps.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html">
 *     PutBucketInventoryConfiguration</a>
 */
public final class InventoryDocument {
    /** Of a document. */
    public static final int MAX_BYTES = 64 << 10;

    /** Inventories a bucket may have. */
    public static final int MAX_CONFIGURATIONS = 100;

    private static final String ROOT = "InventoryConfiguration";
    private static final String STORED = "InventoryConfigurations";
    private static final String ARN = "arn:aws:s3:::";
    private static final int MAX_ID = 64;
    private static final int MAX_PREFIX_BYTES = 512;

    private InventoryDocument() {}

    /**
     * Reads one.
     *
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception if it asks for what cannot be
     */
    public static InventoryConfiguration parse(byte[] document) {
        return parse(XmlReader.read(document, ROOT));
    }

    /** Reads what {@link #writeStored} wrote. */
    public static List<InventoryConfiguration> parseStored(byte[] document) {
        return XmlReader.read(document, STORED).children(ROOT).stream()
                .map(InventoryDocument::parse)
                .toList();
    }

    private static InventoryConfiguration parse(XmlElement root) {
        String id = root.require("Id");
        if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(InventoryDocument::isOfId)) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The ID is not valid.")
                    .with("ArgumentName", "Id")
                    .with("ArgumentValue", id);
        }
        XmlElement destination = child(child(root, "Destination"), "S3BucketDestination");
        if (destination.child("Encryption").isPresent()) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED, "Inventories are encrypted as the destination bucket says.");
        }
        if (!destination.require("Format").equals("CSV")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Inventories are written as CSV only.");
        }
        String arn = destination.require("Bucket");
        if (!arn.startsWith(ARN) || !BucketName.isValid(arn.substring(ARN.length()))) {
            throw new S3Exception(S3ErrorCode.INVALID_S3_DESTINATION_BUCKET);
        }
        return new InventoryConfiguration(
                id,
                flag(root.require("IsEnabled")),
                choice(root.require("IncludedObjectVersions"), "All", "Current"),
                choice(child(root, "Schedule").require("Frequency"), "Weekly", "Daily"),
                prefix(root.child("Filter")
                        .map(filter -> filter.rawValue("Prefix"))
                        .orElse("")),
                new BucketName(arn.substring(ARN.length())),
                prefix(destination.rawValue("Prefix")),
                fields(root.child("OptionalFields")));
    }

    private static boolean isOfId(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private static String prefix(@Nullable String text) {
        String prefix = text == null ? "" : text;
        if (prefix.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The prefix is too long.");
        }
        return prefix;
    }

    private static List<InventoryField> fields(Optional<XmlElement> element) {
        List<InventoryField> fields = new ArrayList<>();
        for (XmlElement child : element.map(XmlElement::children).orElse(List.of())) {
            String name = child.text().strip();
            InventoryField field = InventoryField.ofWireName(name)
                    .orElseThrow(() -> new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED, "The inventory field " + name + " is not implemented."));
            if (!fields.contains(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static boolean flag(String text) {
        return choice(text, "true", "false");
    }

    private static boolean choice(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new MalformedXmlException("Expected " + yes + " or " + no);
        }
        return text.equals(yes);
    }

    private static XmlElement child(XmlElement element, String name) {
        return element.child(name).orElseThrow(() -> new MalformedXmlException(element.name() + " lacks " + name));
    }

    /** Writes one. */
    public static byte[] write(InventoryConfiguration inventory) {
        XmlWriter xml = XmlWriter.document(ROOT);
        writeContent(xml, inventory);
        return xml.toBytes();
    }

    /** Writes one as an element of another document. */
    public static void writeElement(XmlWriter xml, InventoryConfiguration inventory) {
        xml.start(ROOT);
        writeContent(xml, inventory);
        xml.end();
    }

    /** Writes what a bucket keeps. */
    public static byte[] writeStored(List<InventoryConfiguration> inventories) {
        XmlWriter xml = XmlWriter.document(STORED);
        inventories.forEach(inventory -> writeElement(xml, inventory));
        return xml.toBytes();
    }

    private static void writeContent(XmlWriter xml, InventoryConfiguration inventory) {
        xml.element("Id", inventory.id())
                .element("IsEnabled", inventory.enabled())
                .start("Destination")
                .start("S3BucketDestination")
                .element("Bucket", ARN + inventory.destination())
                .element("Format", "CSV");
        if (!inventory.destinationPrefix().isEmpty()) {
            xml.element("Prefix", inventory.destinationPrefix());
        }
        xml.end().end();
        xml.start("Schedule")
                .element("Frequency", inventory.weekly() ? "Weekly" : "Daily")
                .end();
        if (!inventory.filterPrefix().isEmpty()) {
            xml.start("Filter").element("Prefix", inventory.filterPrefix()).end();
        }
        xml.element("IncludedObjectVersions", inventory.allVersions() ? "All" : "Current");
        if (!inventory.fields().isEmpty()) {
            xml.start("OptionalFields");
            inventory.fields().forEach(field -> xml.element("Field", field.wireName()));
            xml.end();
        }
    }
}
