package io.maxiofs.server.s3.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as signatures carry them: {@code yyyyMMdd'T'HHmmss'Z'}. */
final class AmzDate {
    private static final int LENGTH = 16;
    private static final int DAY_NAME = 3;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AmzDate() {}

    static String format(Instant time) {
        return FORMAT.format(time);
    }

    /** Empty if {@code text} is not such a time. */
    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        for (int i = 0; i < 15; i++) {
            if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 9, 11),
                            number(text, 11, 13),
                            number(text, 13, 15))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The time of a Date header (RFC 9110, section 5.6.7); empty if it is none. The name of the day is not compared with the
     * date, which says it all.
     */
    static Optional<Instant> parseHttpDate(String text) {
        int comma = text.indexOf(", ");
        String date = comma == DAY_NAME ? text.substring(comma + 2) : text;
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return parse(text);
        }
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
