package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.HttpDate;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells chosen attributes of a version. Parts are listed one by one only where they have checksums, as S3 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
public final class GetObjectAttributesHandler implements OperationHandler.Blocking {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String MAX_PARTS = "x-amz-max-parts";
    private static final String PART_MARKER = "x-amz-part-number-marker";
    private static final int MAX_PARTS_LIMIT = 1000;

    private final ObjectStore store;

    public GetObjectAttributesHandler(ObjectStore store) {
        this.store = store;
    }

    /** What can be asked for. */
    private enum Attribute {
        ETAG("ETag"),
        CHECKSUM("Checksum"),
        OBJECT_PARTS("ObjectParts"),
        STORAGE_CLASS("StorageClass"),
        OBJECT_SIZE("ObjectSize");

        private final String wireName;

        Attribute(String wireName) {
            this.wireName = wireName;
        }
    }

    @Override
    public S3Response handle(S3Request request) {
        RequestHeaders headers = request.headers();
        Bucket bucket = store.buckets().get(request.bucket());
        Set<Attribute> wanted = wanted(headers.all(ATTRIBUTES));
        int maxParts = Math.min(number(headers.value(MAX_PARTS), MAX_PARTS, MAX_PARTS_LIMIT), MAX_PARTS_LIMIT);
        int marker = number(headers.value(PART_MARKER), PART_MARKER, 0);
        ObjectVersion version = store.find(bucket.name(), request.key(), VersionParameter.of(request))
                .version();
        ObjectContent content = version.requireContent();
        CustomerKeyHeaders.forReading(headers, content.encryption());

        XmlWriter xml = XmlWriter.document("GetObjectAttributesResponse");
        if (wanted.contains(Attribute.ETAG)) {
            xml.element("ETag", content.etag().value());
        }
        if (wanted.contains(Attribute.CHECKSUM) && content.checksum() != null) {
            xml.start("Checksum");
            checksum(xml, content.checksum())
                    .element("ChecksumType", content.checksum().type().name());
            xml.end();
        }
        if (wanted.contains(Attribute.OBJECT_PARTS) && !content.parts().isEmpty()) {
            parts(xml, content, marker, maxParts);
        }
        if (wanted.contains(Attribute.STORAGE_CLASS)) {
            xml.element("StorageClass", version.properties().storageClass());
        }
        if (wanted.contains(Attribute.OBJECT_SIZE)) {
            xml.element("ObjectSize", content.size());
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Last-Modified", HttpDate.format(version.lastModified()));
        VersionHeaders.versionId(bucket, version, answer);
        return new S3Response(200, answer, new S3Response.Xml(xml.toBytes()));
    }

    private static XmlWriter checksum(XmlWriter xml, Checksum checksum) {
        return xml.element("Checksum" + checksum.algorithm().wireName(), checksum.text());
    }

    private static void parts(XmlWriter xml, ObjectContent content, int marker, int maxParts) {
        List<Part> parts = content.parts();
        xml.start("ObjectParts").element("PartsCount", parts.size());
        boolean listed = parts.getFirst().checksum() != null;
        if (listed) {
            List<Part> behind =
                    parts.stream().filter(part -> part.number() > marker).toList();
            List<Part> page = behind.subList(0, Math.min(maxParts, behind.size()));
            xml.element("PartNumberMarker", marker)
                    .element("MaxParts", maxParts)
                    .element("IsTruncated", page.size() < behind.size());
            if (!page.isEmpty()) {
                xml.element("NextPartNumberMarker", page.getLast().number());
            }
            for (Part part : page) {
                xml.start("Part").element("PartNumber", part.number()).element("Size", part.size());
                if (part.checksum() != null) {
                    checksum(xml, part.checksum());
                }
                xml.end();
            }
        }
        xml.end();
    }

    private static Set<Attribute> wanted(List<String> values) {
        Set<Attribute> wanted = EnumSet.noneOf(Attribute.class);
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                wanted.add(attribute(name.strip()));
            }
        }
        if (wanted.isEmpty()) {
            throw invalid(
                    ATTRIBUTES,
                    "",
                    "The " + ATTRIBUTES + " header specifying the attributes to be retrieved is"
                            + " either missing or empty");
        }
        return wanted;
    }

    private static Attribute attribute(String name) {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.wireName.equals(name)) {
                return attribute;
            }
        }
        throw invalid(ATTRIBUTES, name, "Invalid attribute name specified.");
    }

    private static int number(@Nullable String text, String header, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative number.
        }
        throw invalid(header, text, "Argument " + header + " must be an integer between 0 and 2147483647");
    }

    private static S3Exception invalid(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
