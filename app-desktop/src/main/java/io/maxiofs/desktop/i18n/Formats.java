package io.maxiofs.desktop.i18n;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

/** Numbers, sizes and times as the person's language writes them. Safe on any thread. */
public final class Formats {
    private static final int STEP = 1024;
    private static final int SHORT_BELOW = 100;
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private final Texts texts;
    private final Locale locale;
    private final ZoneId zone;
    private final DateTimeFormatter dateTime;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;

    Formats(Texts texts, Locale locale, ZoneId zone) {
        this.texts = texts;
        this.locale = locale;
        this.zone = zone;
        this.dateTime = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone);
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /** With the separators of the language. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** @param digits at most so many after the separator */
    public String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** @param share from 0 to 1 */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(share > 0 && share < 0.1 ? 1 : 0);
        return format.format(share);
    }

    /** A size in the largest unit that leaves a whole, with one digit after the separator while it is short. */
    public String bytes(long bytes) {
        int unit = 0;
        double value = bytes;
        while (Math.abs(value) >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        int digits = unit > 0 && Math.abs(value) < SHORT_BELOW ? 1 : 0;
        format.setMaximumFractionDigits(digits);
        return format.format(value) + "\u00a0" + UNITS.get(unit);
    }

    public String bytesPerSecond(double bytes) {
        return texts.get("format.per-second", bytes(Math.round(bytes)));
    }

    public String dateTime(Instant instant) {
        return dateTime.format(instant);
    }

    public String date(LocalDate day) {
        return date.format(day);
    }

    public String date(Instant instant) {
        return date(LocalDate.ofInstant(instant, zone));
    }

    /** The time of day with seconds. */
    public String time(Instant instant) {
        return time.format(instant);
    }

    /** How long ago, or how far ahead, in the largest unit: "3 minutes ago". */
    public String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.abs().toSeconds() < 5) {
            return texts.get("format.age.now");
        }
        return age.isNegative()
                ? texts.get("format.age.ahead", duration(age.negated()))
                : texts.get("format.age.ago", duration(age));
    }

    /** A length of time in its largest unit: "3 minutes". */
    public String duration(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toMillis() < 1000 && !length.isZero()
                    ? texts.get("format.duration.milliseconds", length.toMillis())
                    : texts.get("format.duration.seconds", length.toSeconds());
        }
        if (length.toMinutes() < 60) {
            return texts.get("format.duration.minutes", length.toMinutes());
        }
        if (length.toHours() < 48) {
            return texts.get("format.duration.hours", length.toHours());
        }
        return texts.get("format.duration.days", length.toDays());
    }
}
