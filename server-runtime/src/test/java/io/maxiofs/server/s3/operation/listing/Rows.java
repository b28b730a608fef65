package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the documents of listings. */
final class Rows {

    private Rows() {}

    /** Text of {@code field} of every element called {@code row}. */
    static List<String> of(Reply reply, String row, String field) {
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
        return reply.xml().children(row).stream()
                .map(element -> String.valueOf(element.rawValue(field)))
                .toList();
    }

    static List<String> keys(Reply reply) {
        return of(reply, "Contents", "Key");
    }

    static List<String> prefixes(Reply reply) {
        return of(reply, "CommonPrefixes", "Prefix");
    }

    /** Text of an element of the document's root; null if absent. */
    static @Nullable String top(Reply reply, String field) {
        return reply.xml().rawValue(field);
    }

    static boolean isTruncated(Reply reply) {
        return reply.xml().require("IsTruncated").equals("true");
    }

    static XmlElement row(Reply reply, String name, int index) {
        return reply.xml().children(name).get(index);
    }
}
