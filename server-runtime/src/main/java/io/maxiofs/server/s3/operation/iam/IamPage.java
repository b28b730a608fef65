package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
        int most = call.number("MaxItems", DEFAULT_ITEMS, 1, MAX_ITEMS);
        String after = call.optional("Marker").map(IamPage::decode).orElse("");
        List<T> rest = items.stream()
                .filter(one -> sortedBy.apply(one).compareTo(after) > 0)
                .sorted((a, b) -> sortedBy.apply(a).compareTo(sortedBy.apply(b)))
                .toList();
        List<T> page = rest.subList(0, Math.min(most, rest.size()));
        xml.start(listName);
        page.forEach(one -> item.accept(one, xml));
        xml.end().element("IsTruncated", page.size() < rest.size());
        if (page.size() < rest.size()) {
            xml.element(
                    "Marker",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(sortedBy.apply(page.getLast()).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw IamException.invalid("Invalid Marker.");
        }
    }
}
