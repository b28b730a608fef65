package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list: {@code MaxItems} at most, behind the place {@code Marker} names.
 *
 * @param sortedBy what the list is in the order of; unique in it
 */
record IamPage<T>(List<T> items, Function<T, String> sortedBy) {
    private static final int DEFAULT_ITEMS = 100;
    private static final int MAX_ITEMS = 1_000;

    /** Writes {@code IsTruncated}, {@code Marker} and the list. */
    void write(IamCall call, XmlWriter xml, String listName, BiConsumer<T, XmlWriter> item) {
        Items<T> page = page(call);
        xml.start(listName);
        page.items().forEach(one -> item.accept(one, xml));
        xml.end();
        page.writeEnd(xml);
    }

    /**
     * What is on a page.
     *
     * @param next where the next one begins; null after the last
     */
    record Items<T>(List<T> items, @Nullable String next) {
        /** Writes {@code IsTruncated} and {@code Marker}. */
        void writeEnd(XmlWriter xml) {
            xml.element("IsTruncated", next != null);
            if (next != null) {
                xml.element(
                        "Marker",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** The page a call asks for. */
    Items<T> page(IamCall call) {
        int most = call.number("MaxItems", DEFAULT_ITEMS, 1, MAX_ITEMS);
        String after = call.optional("Marker").map(IamPage::decode).orElse("");
        List<T> rest = items.stream()
                .filter(one -> sortedBy.apply(one).compareTo(after) > 0)
                .sorted((a, b) -> sortedBy.apply(a).compareTo(sortedBy.apply(b)))
                .toList();
        List<T> page = rest.subList(0, Math.min(most, rest.size()));
        return new Items<>(page, page.size() < rest.size() ? sortedBy.apply(page.getLast()) : null);
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw IamException.invalid("Invalid Marker.");
        }
    }
}
