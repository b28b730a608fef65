package io.maxiofs.server.s3.header;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Dates of HTTP: written in the preferred form, read in all three.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, date/time formats</a>
 */
public final class HttpDate {
    private static final ZoneId GMT = ZoneId.of("GMT");
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(GMT);
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(GMT);
    private static final List<DateTimeFormatter> READABLE =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, RFC_850, ASCTIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    /** Objects read together were often written together, so few seconds are asked for again and again. */
    private static final int CACHE_SLOTS = 1024;

    private static final AtomicReferenceArray<Formatted> CACHE = new AtomicReferenceArray<>(CACHE_SLOTS);

    private HttpDate() {}

    private record Formatted(long epochSecond, String text) {}

    /** {@code time} without its fraction of a second, as {@code Wed, 21 Oct 2015 07:28:00 GMT}. */
    public static String format(Instant time) {
        long second = time.getEpochSecond();
        int slot = (int) Math.floorMod(second, (long) CACHE_SLOTS);
        Formatted known = CACHE.get(slot);
        if (known != null && known.epochSecond == second) {
            return known.text;
        }
        String text = IMF_FIXDATE.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        CACHE.set(slot, new Formatted(second, text));
        return text;
    }

    /** Reads a date in any form of HTTP or in ISO 8601; empty if {@code text} is none, as HTTP wants bad dates ignored. */
    public static Optional<Instant> parse(String text) {
        for (DateTimeFormatter format : READABLE) {
            try {
                return Optional.of(Instant.from(format.parse(text)));
            } catch (DateTimeException e) {
                // Of another form; the caller decides what none at all means.
            }
        }
        return Optional.empty();
    }
}
