package io.maxiofs.base;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A part of every day, in somebody's local time. It may reach over midnight. Days on which clocks are changed have it too,
 * longer or shorter by the hour that is changed.
 *
 * @param from first moment that belongs to it
 * @param to first moment that does not; the same as {@code from} for the whole day
 */
public record DayWindow(LocalTime from, LocalTime to, ZoneId zone) {

    /**
     * Reads {@code HH:MM-HH:MM}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static DayWindow parse(String text, ZoneId zone) {
        int split = text.indexOf('-');
        if (split < 0) {
            throw new IllegalArgumentException("Expected HH:MM-HH:MM, not " + text);
        }
        try {
            return new DayWindow(
                    LocalTime.parse(text.substring(0, split).strip()),
                    LocalTime.parse(text.substring(split + 1).strip()),
                    zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Expected HH:MM-HH:MM, not " + text, e);
        }
    }

    public boolean contains(Instant instant) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        if (from.equals(to)) {
            return true;
        }
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** The next moment after {@code instant} at which the window begins. */
    public Instant nextStart(Instant instant) {
        return next(from, instant);
    }

    /** The next moment after {@code instant} at which the window ends. */
    public Instant nextEnd(Instant instant) {
        return next(to, instant);
    }

    private Instant next(LocalTime time, Instant instant) {
        ZonedDateTime now = instant.atZone(zone);
        Instant today = now.toLocalDate().atTime(time).atZone(zone).toInstant();
        return today.isAfter(instant)
                ? today
                : now.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
