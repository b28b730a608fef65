package io.maxiofs.server.s3.header;

import io.maxiofs.server.service.TagRules;
import io.maxiofs.storage.model.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tags in {@code x-amz-tagging}: a query string such as {@code project=a&draft}. */
public final class TagHeader {
    public static final String NAME = "x-amz-tagging";

    private static final String SHAPE = "The header '" + NAME
            + "' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name" + " duplicates.";

    private TagHeader() {}

    /**
     * Reads the header's value.
     *
     * @param value null if absent
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument if it is no query string or names a tag twice,
     *     InvalidTag or BadRequest if it breaks the rules of tags
     */
    public static Tags parse(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Tags.NONE;
        }
        TagRules.Collector tags = TagRules.OBJECT.collector();
        for (String pair : value.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = decode(equals < 0 ? pair : pair.substring(0, equals), value);
            String text = equals < 0 ? "" : decode(pair.substring(equals + 1), value);
            if (!tags.add(key, text)) {
                throw InvalidHeader.argument(NAME, value, SHAPE);
            }
        }
        return tags.finish();
    }

    private static String decode(String text, String header) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw InvalidHeader.argument(NAME, header, SHAPE);
        }
    }
}
