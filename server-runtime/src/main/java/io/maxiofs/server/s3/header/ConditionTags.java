package io.maxiofs.server.s3.header;

import io.maxiofs.storage.model.ETag;

/** The list of entity tags in a condition such as {@code "a", W/"b"}, or {@code *}. Clients forget the quotes; S3 allows that. */
final class ConditionTags {

    private ConditionTags() {}

    /** Whether {@code list} is {@code *} or names {@code tag}. */
    static boolean match(String list, ETag tag) {
        String wanted = tag.value();
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String one = bare(list.substring(from, to));
            if (one.equals("*") || one.equals(wanted)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** A tag without white space, weakness mark and quotes. */
    static String bare(String text) {
        String tag = text.strip();
        if (tag.startsWith("W/")) {
            tag = tag.substring(2);
        }
        if (tag.length() >= 2 && tag.charAt(0) == '"' && tag.charAt(tag.length() - 1) == '"') {
            tag = tag.substring(1, tag.length() - 1);
        }
        return tag;
    }
}
