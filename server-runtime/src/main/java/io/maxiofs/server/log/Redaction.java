package io.maxiofs.server.log;

import java.util.regex.Pattern;

/**
 * Takes out of a text for other eyes whatever looks like a secret. Nothing should log one; this is for what was overlooked, and
 * rather takes a word too much.
 */
public final class Redaction {
    private static final String GONE = "-";

    /** The scheme of an Authorization header, and what follows it. */
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s,;\"]+");

    /** A name that tells of a secret, then its value, as in queries, headers, settings and JSON. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(signature|token|password|passphrase|secret|authorization|credential|api-?key)(\"?[=: ]+\"?)[^\\s&,;\"]+");

    /** Name and password in an address. */
    private static final Pattern USER = Pattern.compile("(://)[^/\\s@]+@");

    /** What follows in links to objects: whoever has it can use the link. */
    private static final Pattern LINK = Pattern.compile("(/_share/)[^\\s?/}]+");

    private Redaction() {}

    /** The text without what looks like a secret. */
    public static String of(String text) {
        String withoutSchemes = SCHEME.matcher(text).replaceAll("$1 " + GONE);
        String withoutNamed = NAMED.matcher(withoutSchemes).replaceAll("$1$2" + GONE);
        String withoutLinks = LINK.matcher(withoutNamed).replaceAll("$1" + GONE);
        return USER.matcher(withoutLinks).replaceAll("$1" + GONE + "@");
    }
}
