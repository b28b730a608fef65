package io.maxiofs.server.s3.auth;

/** Tells hexadecimal numbers of 256 bits. Every request carries two of them; a regular expression costs ten times as much. */
final class HexDigits {
    private static final int LENGTH = 64;

    private HexDigits() {}

    /** Whether {@code text} is 64 digits, letters in lower case. */
    static boolean isLowerCase(String text) {
        return is(text, false);
    }

    /** Whether {@code text} is 64 digits, letters in either case. */
    static boolean isAnyCase(String text) {
        return is(text, true);
    }

    private static boolean is(String text, boolean upperCaseToo) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (upperCaseToo && c >= 'A' && c <= 'F');
            if (!digit) {
                return false;
            }
        }
        return true;
    }
}
