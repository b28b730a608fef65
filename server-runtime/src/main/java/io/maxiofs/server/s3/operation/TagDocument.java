package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.TagRules;
import io.maxiofs.storage.model.Tags;
import java.util.List;
import java.util.Map;

/** The Tagging document, of objects and of buckets. */
public final class TagDocument {
    /** More than any valid set of 50 tags needs. */
    public static final int MAX_BYTES = 256 << 10;

    private static final String ROOT = "Tagging";
    private static final String SET = "TagSet";

    private TagDocument() {}

    /**
     * Reads a Tagging document.
     *
     * @throws S3Exception InvalidTag or BadRequest if the tags break a rule
     * @throws io.maxiofs.server.s3.xml.MalformedXmlException if it is no such document
     */
    public static Tags parse(byte[] document, TagRules rules) {
        XmlElement root = XmlReader.read(document, ROOT);
        List<XmlElement> sets = root.children(SET);
        if (sets.size() != 1) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        return parseSet(sets.getFirst(), rules);
    }

    /**
     * Reads the Tag children of an element.
     *
     * @throws S3Exception InvalidTag or BadRequest if the tags break a rule
     * @throws io.maxiofs.server.s3.xml.MalformedXmlException if a tag lacks its key or value
     */
    public static Tags parseSet(XmlElement set, TagRules rules) {
        TagRules.Collector tags = rules.collector();
        for (XmlElement tag : set.children("Tag")) {
            String key = tag.rawValue("Key");
            String value = tag.rawValue("Value");
            if (key == null || value == null) {
                throw new S3Exception(S3ErrorCode.MALFORMED_XML);
            }
            if (!tags.add(key, value)) {
                throw new S3Exception(S3ErrorCode.INVALID_TAG, "Cannot provide multiple Tags with the same key")
                        .with("TagKey", key);
            }
        }
        return tags.finish();
    }

    /** Writes a Tagging document. */
    public static byte[] write(Tags tags) {
        XmlWriter xml = XmlWriter.document(ROOT).start(SET);
        for (Map.Entry<String, String> tag : tags.values().entrySet()) {
            xml.start("Tag")
                    .element("Key", tag.getKey())
                    .element("Value", tag.getValue())
                    .end();
        }
        return xml.end().toBytes();
    }
}
