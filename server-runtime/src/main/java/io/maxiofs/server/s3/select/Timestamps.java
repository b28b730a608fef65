package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Points in time, written as {@code 2026-03-04T05:06:07.890Z} or less precisely, down to {@code 2026T}. */
final class Timestamps {
    private static final DateTimeFormatter OUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]XXX", Locale.ROOT);
    private static final String PATTERN_LETTERS = "yMdahHmsSnXx";
    private static final int MAX_PATTERN = 128;

    private Timestamps() {}

    /** @throws S3Exception CastFailed */
    static OffsetDateTime parse(String text) {
        String t = text.strip();
        try {
            return switch (t.length()) {
                case 4 -> OffsetDateTime.parse(t + "-01-01T00:00:00Z");
                case 5 -> OffsetDateTime.parse(t.substring(0, 4) + "-01-01T00:00:00Z");
                case 8 -> OffsetDateTime.parse(t.substring(0, 7) + "-01T00:00:00Z");
                case 10 -> OffsetDateTime.parse(t + "T00:00:00Z");
                case 11 -> OffsetDateTime.parse(t + "00:00:00Z");
                default -> OffsetDateTime.parse(t);
            };
        } catch (DateTimeException e) {
            throw new S3Exception(S3ErrorCode.CAST_FAILED, "Not a timestamp: " + t);
        }
    }

    static String text(OffsetDateTime time) {
        return OUT.format(time);
    }

    static long part(String part, OffsetDateTime time) {
        return switch (part) {
            case "YEAR" -> time.getYear();
            case "MONTH" -> time.getMonthValue();
            case "DAY" -> time.getDayOfMonth();
            case "HOUR" -> time.getHour();
            case "MINUTE" -> time.getMinute();
            case "SECOND" -> time.getSecond();
            case "TIMEZONE_HOUR" -> time.getOffset().getTotalSeconds() / 3600;
            case "TIMEZONE_MINUTE" -> time.getOffset().getTotalSeconds() / 60 % 60;
            default -> throw unknown(part);
        };
    }

    private static ChronoUnit unit(String part) {
        return switch (part) {
            case "YEAR" -> ChronoUnit.YEARS;
            case "MONTH" -> ChronoUnit.MONTHS;
            case "DAY" -> ChronoUnit.DAYS;
            case "HOUR" -> ChronoUnit.HOURS;
            case "MINUTE" -> ChronoUnit.MINUTES;
            case "SECOND" -> ChronoUnit.SECONDS;
            default -> throw unknown(part);
        };
    }

    static OffsetDateTime add(String part, long amount, OffsetDateTime time) {
        try {
            return time.plus(amount, unit(part));
        } catch (DateTimeException | ArithmeticException e) {
            throw new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "The timestamp is out of range.");
        }
    }

    static long difference(String part, OffsetDateTime from, OffsetDateTime to) {
        return unit(part).between(from.withOffsetSameInstant(ZoneOffset.UTC), to.withOffsetSameInstant(ZoneOffset.UTC));
    }

    static String format(OffsetDateTime time, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean literal = c == 'T' || c == '\'';
            if (pattern.length() > MAX_PATTERN || (letter && !literal && PATTERN_LETTERS.indexOf(c) < 0)) {
                throw badPattern();
            }
        }
        try {
            String escaped = pattern.indexOf('\'') >= 0 ? pattern : pattern.replace("T", "'T'");
            return DateTimeFormatter.ofPattern(escaped, Locale.ENGLISH).format(time);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw badPattern();
        }
    }

    private static S3Exception badPattern() {
        return new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "The pattern of a timestamp is not valid.");
    }

    private static S3Exception unknown(String part) {
        return new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "Not a part of a timestamp: " + part);
    }
}
