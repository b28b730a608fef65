package io.maxiofs.server.event.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody did or tried. Holds no secrets: those who make one put names and codes in, not contents.
 *
 * @param action such as {@code bucket.create}
 * @param resource such as {@code bucket/photos}; empty for none
 */
public record AuditEvent(
        Instant time, Actor actor, String action, String resource, Result result, Map<String, String> detail) {
    private static final int MAX_TEXT = 512;
    private static final int MAX_RESOURCE = 1_200;

    public AuditEvent {
        resource = clean(resource, MAX_RESOURCE);
        Map<String, String> cleaned = new TreeMap<>();
        detail.forEach((name, value) -> cleaned.put(name, clean(value, MAX_TEXT)));
        detail = Map.copyOf(cleaned);
    }

    /**
     * Who, and from where.
     *
     * @param name of the user; empty if nobody was known
     * @param kind such as {@link #USER}
     * @param tenant id; empty for the global one
     * @param address empty if it came over no connection
     * @param client what the program called itself; empty if it did not
     */
    public record Actor(String name, String kind, String tenant, String address, String client) {
        public static final String USER = "user";
        public static final String KEY = "key";
        public static final String LOCAL = "local";
        public static final String ANONYMOUS = "anonymous";
        public static final String SYSTEM = "system";

        public Actor {
            name = clean(name, MAX_TEXT);
            client = clean(client, MAX_TEXT);
        }
    }

    /** What came of it. */
    public enum Result {
        SUCCESS,
        REFUSED,
        FAILED;

        private static final int FIRST_ERROR = 400;
        private static final int FIRST_FAULT = 500;

        /** What an HTTP status says; one of 0 is an answer that never began. */
        public static Result ofStatus(int status) {
            if (status >= FIRST_FAULT || status == 0) {
                return FAILED;
            }
            return status >= FIRST_ERROR ? REFUSED : SUCCESS;
        }
    }

    /** In one line, and of a bounded length. */
    private static String clean(String text, int max) {
        String cut = text.length() <= max ? text : text.substring(0, max) + "…";
        return cut.chars().noneMatch(Character::isISOControl)
                ? cut
                : cut.codePoints()
                        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
