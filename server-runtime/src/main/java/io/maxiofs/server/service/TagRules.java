package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.Tags;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What makes a set of tags valid.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tags</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging.html">Tagging characters</a>
 */
public enum TagRules {
    OBJECT(10, "Object tags cannot be greater than 10"),
    BUCKET(50, "Bucket tag count cannot be greater than 50");

    private static final int MAX_KEY_CHARACTERS = 128;
    private static final int MAX_VALUE_CHARACTERS = 256;
    private static final String PUNCTUATION = "_.:/=+-@";
    private static final String RESERVED_PREFIX = "aws:";

    private final int maxCount;
    private final String tooMany;

    TagRules(int maxCount, String tooMany) {
        this.maxCount = maxCount;
        this.tooMany = tooMany;
    }

    /** Collects tags one by one, then checks their number. */
    public Collector collector() {
        return new Collector(this);
    }

    /** Tags on their way; used by one thread. */
    public static final class Collector {
        private final TagRules rules;
        private final Map<String, String> tags = new LinkedHashMap<>();

        private Collector(TagRules rules) {
            this.rules = rules;
        }

        /**
         * Adds one tag.
         *
         * @return false if there is a tag of this key already, which is then kept
         * @throws S3Exception InvalidTag if the key or the value is not valid
         */
        public boolean add(String key, String value) {
            if (key.isEmpty() || length(key) > MAX_KEY_CHARACTERS || !isAllowed(key)) {
                throw new S3Exception(S3ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid")
                        .with("TagKey", key);
            }
            if (length(value) > MAX_VALUE_CHARACTERS || !isAllowed(value)) {
                throw new S3Exception(S3ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid")
                        .with("TagKey", key)
                        .with("TagValue", value);
            }
            if (key.regionMatches(true, 0, RESERVED_PREFIX, 0, RESERVED_PREFIX.length())) {
                throw new S3Exception(S3ErrorCode.INVALID_TAG, "System tags cannot be added/updated by requester")
                        .with("TagKey", key);
            }
            return tags.putIfAbsent(key, value) == null;
        }

        /**
         * All tags in the order they were added.
         *
         * @throws S3Exception BadRequest if they are too many
         */
        public Tags finish() {
            if (tags.size() > rules.maxCount) {
                throw new S3Exception(S3ErrorCode.BAD_REQUEST, rules.tooMany);
            }
            return tags.isEmpty() ? Tags.NONE : new Tags(tags);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Letters, marks, digits and spaces of any script, and a few signs. */
    private static boolean isAllowed(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            boolean allowed =
                    Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0 || isOther(Character.getType(c));
            if (!allowed) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isOther(int type) {
        return switch (type) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " tags";
    }
}
