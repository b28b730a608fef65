package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;

/** LIKE, in time that grows with the product of the lengths at worst. */
final class Patterns {
    private Patterns() {}

    /**
     * Whether a text is like a pattern, in which {@code _} stands for a character and {@code %} for any number of them.
     *
     * @param escape takes the meaning of the sign behind it away; empty for none
     */
    static boolean isLike(String text, String pattern, String escape) {
        int length = pattern.length();
        char[] signs = new char[length];
        boolean[] special = new boolean[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            char c = pattern.charAt(i);
            boolean escaped = !escape.isEmpty() && c == escape.charAt(0);
            if (escaped) {
                if (++i >= length) {
                    throw new S3Exception(
                            S3ErrorCode.LIKE_INVALID_INPUTS, "A LIKE pattern ends with its escape character.");
                }
                c = pattern.charAt(i);
            }
            signs[size] = c;
            special[size++] = !escaped && (c == '%' || c == '_');
        }
        return matches(text, signs, special, size);
    }

    /** Goes back to the last {@code %} only, which is enough. */
    private static boolean matches(String text, char[] signs, boolean[] special, int size) {
        int t = 0;
        int p = 0;
        int lastStar = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < size && special[p] && signs[p] == '%') {
                lastStar = p++;
                starText = t;
            } else if (p < size && ((special[p] && signs[p] == '_') || (!special[p] && signs[p] == text.charAt(t)))) {
                p++;
                t++;
            } else if (lastStar >= 0) {
                p = lastStar + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < size && special[p] && signs[p] == '%') {
            p++;
        }
        return p == size;
    }
}
