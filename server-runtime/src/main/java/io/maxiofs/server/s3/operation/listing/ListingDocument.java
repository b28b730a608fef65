package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The answer to a listing while it is written, row by row into one buffer. Used by one thread.
 */
final class ListingDocument {
    private static final int TIME_CHARACTERS = 24;

    private final XmlWriter xml;
    private final ListParameters parameters;

    /** Rows next to each other were often written in the same second. */
    private long lastSecond = Long.MIN_VALUE;

    private String lastTime = "";

    ListingDocument(String root, ListParameters parameters) {
        this.xml = XmlWriter.document(root);
        this.parameters = parameters;
    }

    XmlWriter xml() {
        return xml;
    }

    /** The delimiter and the encoding, where they were given. */
    void delimiterAndEncoding() {
        if (parameters.delimiter() != null) {
            xml.element("Delimiter", parameters.encoded(parameters.delimiter()));
        }
        if (parameters.urlEncoded()) {
            xml.element("EncodingType", "url");
        }
    }

    void commonPrefixes(List<String> prefixes) {
        for (String prefix : prefixes) {
            xml.start("CommonPrefixes")
                    .element("Prefix", parameters.encoded(prefix))
                    .end();
        }
    }

    /** The key, encoded as asked. */
    void key(ObjectVersion version) {
        xml.element("Key", parameters.encoded(version.key().value()));
    }

    /**
     * Adds the time as GET and HEAD tell it, to the second. The words of a list are written a thousand at a time, so this
     * does without a formatter.
     */
    void time(String element, Instant time) {
        long second = time.getEpochSecond();
        if (second != lastSecond) {
            lastSecond = second;
            lastTime = format(second);
        }
        xml.element(element, lastTime);
    }

    private static String format(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(TIME_CHARACTERS);
        pad(text, time.getYear(), 1000).append('-');
        pad(text, time.getMonthValue(), 10).append('-');
        pad(text, time.getDayOfMonth(), 10).append('T');
        pad(text, time.getHour(), 10).append(':');
        pad(text, time.getMinute(), 10).append(':');
        return pad(text, time.getSecond(), 10).append(".000Z").toString();
    }

    private static StringBuilder pad(StringBuilder text, int number, int smallestOfWidth) {
        for (int width = smallestOfWidth; width > 1 && number < width; width /= 10) {
            text.append('0');
        }
        return text.append(number);
    }

    void content(ObjectVersion version) {
        ObjectContent content = version.requireContent();
        xml.element("ETag", content.etag().quoted());
        Checksum checksum = content.checksum();
        if (checksum != null) {
            xml.element("ChecksumAlgorithm", checksum.algorithm().wireName())
                    .element("ChecksumType", checksum.type().name());
        }
        xml.element("Size", content.size());
    }

    void owner(String element, Owner owner) {
        xml.start(element)
                .element("ID", owner.canonicalId())
                .element("DisplayName", owner.displayName())
                .end();
    }
}
