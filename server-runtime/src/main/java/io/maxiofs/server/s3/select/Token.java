package io.maxiofs.server.s3.select;

import java.util.Locale;

/**
 * A piece of an expression.
 *
 * @param text as written, of strings and quoted names what stands between the quotes
 * @param position in the expression, for messages
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        /** Without quotes; also the words of the language. */
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    /** Whether this is a word of the language. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
