package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of parts an upload is completed with. */
final class CompletionDocument {
    /** 10,000 lines with the longest checksum, indented. */
    static final int MAX_BYTES = 8 << 20;

    private CompletionDocument() {}

    /**
     * Reads the document.
     *
     * @throws MalformedXmlException if it is no such document, has no parts or too many
     * @throws S3Exception InvalidArgument for a part number out of range, InvalidPart for what is no entity tag,
     *     InvalidRequest for a malformed checksum
     */
    static List<CompletedPart> parse(byte[] document) {
        XmlElement root = XmlReader.read(document, "CompleteMultipartUpload");
        List<XmlElement> elements = root.children("Part");
        if (elements.isEmpty() || elements.size() > Part.MAX_NUMBER) {
            throw new MalformedXmlException(elements.size() + " parts");
        }
        List<CompletedPart> parts = new ArrayList<>(elements.size());
        for (XmlElement element : elements) {
            int number = number(element.require("PartNumber"));
            parts.add(new CompletedPart(number, tag(element.require("ETag"), number), checksum(element)));
        }
        return parts;
    }

    private static int number(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("Part number " + text);
        }
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Part number must be an integer between 1 and " + Part.MAX_NUMBER + ", inclusive")
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", text);
        }
        return number;
    }

    private static ETag tag(String text, int number) {
        String bare = text.replace("\"", "");
        if (bare.isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_PART).with("PartNumber", Integer.toString(number));
        }
        return new ETag(bare);
    }

    private static @Nullable Checksum checksum(XmlElement element) {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String text = element.value("Checksum" + algorithm.wireName());
            if (text != null && !text.isEmpty()) {
                return Checksum.ofWhole(algorithm, ChecksumRules.decode(algorithm, text));
            }
        }
        return null;
    }
}
