package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a text, in the person's words; empty if nothing is. What is empty is fine but where it is needed. */
final class FieldChecks {
    /** Name of a bucket, as S3 has it. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private final Texts texts;

    FieldChecks(Texts texts) {
        this.texts = texts;
    }

    /** A whole number from {@code least} to {@code most}. */
    String number(String text, int least, int most) {
        if (text.isEmpty()) {
            return "";
        }
        long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
        return number >= least && number <= most ? "" : texts.get("form.number", least, most);
    }

    String needed(String text) {
        return text.isEmpty() ? texts.get("form.needed") : "";
    }

    /** An amount such as {@code 10 MiB}. */
    String bytes(String text) {
        return text.isEmpty() || ByteAmount.parse(text) != null ? "" : texts.get("form.bytes");
    }

    /** A day as ISO 8601 writes it. */
    String date(String text) {
        return text.isEmpty() || day(text) != null ? "" : texts.get("form.date");
    }

    /** One tag in each line. */
    String tags(String lines) {
        String wrong = TagLines.wrongLine(lines);
        return wrong == null ? "" : texts.get("bucket-settings.tags.rule", wrong);
    }

    String bucket(String text) {
        return text.isEmpty() || BUCKET.matcher(text).matches() ? "" : texts.get("form.bucket");
    }

    /** Values with commas or blanks between them, of which each has one star at most. */
    String patterns(String text) {
        return split(text).stream()
                .filter(value -> value.indexOf('*') != value.lastIndexOf('*'))
                .findFirst()
                .map(value -> texts.get("form.one-star", value))
                .orElse("");
    }

    /** Values with commas or blanks between them, without stars. */
    String names(String text) {
        return split(text).stream()
                .filter(value -> value.indexOf('*') >= 0)
                .findFirst()
                .map(value -> texts.get("form.no-star", value))
                .orElse("");
    }

    static List<String> split(String text) {
        return SEPARATOR.splitAsStream(text).filter(part -> !part.isEmpty()).toList();
    }

    /** Null for nothing, and for what is none. */
    static @Nullable Integer number(String text) {
        return DIGITS.matcher(text).matches()
                ? Integer.valueOf((int) Math.min(Long.parseLong(text), Integer.MAX_VALUE))
                : null;
    }

    /** Null for nothing, and for what is none. */
    static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Null for nothing. */
    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
