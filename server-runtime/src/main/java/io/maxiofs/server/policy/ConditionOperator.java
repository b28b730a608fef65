package io.maxiofs.server.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a condition compares one value of a request with one of the policy. Negated operators compare as their opposite
 * does; {@link PolicyCondition} turns the result.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", Family.TEXT, false),
    STRING_NOT_EQUALS("StringNotEquals", Family.TEXT, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.FOLDED_TEXT, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.FOLDED_TEXT, true),
    STRING_LIKE("StringLike", Family.PATTERN, false),
    STRING_NOT_LIKE("StringNotLike", Family.PATTERN, true),
    NUMERIC_EQUALS("NumericEquals", Family.NUMBER, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMBER, true),
    NUMERIC_LESS_THAN("NumericLessThan", Family.NUMBER, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMBER, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMBER, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMBER, false),
    DATE_EQUALS("DateEquals", Family.DATE, false),
    DATE_NOT_EQUALS("DateNotEquals", Family.DATE, true),
    DATE_LESS_THAN("DateLessThan", Family.DATE, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, false),
    DATE_GREATER_THAN("DateGreaterThan", Family.DATE, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, false),
    BOOL("Bool", Family.BOOL, false),
    BINARY_EQUALS("BinaryEquals", Family.BINARY, false),
    IP_ADDRESS("IpAddress", Family.ADDRESS, false),
    NOT_IP_ADDRESS("NotIpAddress", Family.ADDRESS, true),
    ARN_EQUALS("ArnEquals", Family.ARN, false),
    ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, true),
    ARN_LIKE("ArnLike", Family.ARN, false),
    ARN_NOT_LIKE("ArnNotLike", Family.ARN, true),
    NULL("Null", Family.BOOL, false);

    /** Longest number that is read; more digits than anybody compares. */
    private static final int MAX_NUMBER = 64;

    private static final int ARN_PARTS = 6;

    private final String wireName;
    private final Family family;
    private final boolean negated;

    ConditionOperator(String wireName, Family family, boolean negated) {
        this.wireName = wireName;
        this.family = family;
        this.negated = negated;
    }

    /** What values are. */
    enum Family {
        TEXT,
        FOLDED_TEXT,
        PATTERN,
        NUMBER,
        DATE,
        BOOL,
        BINARY,
        ADDRESS,
        ARN
    }

    /** @return null if there is no such operator; names are compared without regard to case, as AWS does */
    static @Nullable ConditionOperator ofWireName(String name) {
        for (ConditionOperator operator : values()) {
            if (operator.wireName.equalsIgnoreCase(name)) {
                return operator;
            }
        }
        return null;
    }

    boolean isNegated() {
        return negated;
    }

    /** Whether stars and question marks in the policy's values stand for others. */
    boolean hasWildcards() {
        return family == Family.PATTERN || family == Family.ARN;
    }

    /** Whether a value of the policy can be compared at all. */
    boolean isReadable(String value) {
        return switch (family) {
            case TEXT, FOLDED_TEXT, PATTERN, ARN -> true;
            case NUMBER -> number(value) != null;
            case DATE -> date(value) != null;
            case BOOL -> bool(value) != null;
            case BINARY -> binary(value) != null;
            case ADDRESS -> AddressRange.parse(value) != null;
        };
    }

    /**
     * Compares.
     *
     * @param value of the request
     * @return null if the value of the request cannot be read as what the operator compares
     */
    @Nullable Boolean compare(String value, PolicyTemplate template, PolicyContext context) {
        if (family == Family.PATTERN) {
            return template.matches(value, context);
        }
        if (family == Family.ARN) {
            return arn(value, template, context);
        }
        String wanted = template.resolve(context);
        if (wanted == null) {
            return false;
        }
        return switch (family) {
            case TEXT -> value.equals(wanted);
            case FOLDED_TEXT -> value.equalsIgnoreCase(wanted);
            case NUMBER -> compared(number(value), number(wanted));
            case DATE -> compared(date(value), date(wanted));
            case BOOL -> equal(bool(value), bool(wanted));
            case BINARY -> equal(binary(value), binary(wanted));
            case ADDRESS -> address(value, wanted);
            case PATTERN, ARN -> throw new IllegalStateException(wireName);
        };
    }

    private static @Nullable Boolean equal(@Nullable Object value, @Nullable Object wanted) {
        return value == null || wanted == null ? null : value.equals(wanted);
    }

    private <T extends Comparable<T>> @Nullable Boolean compared(@Nullable T value, @Nullable T wanted) {
        if (value == null || wanted == null) {
            return null;
        }
        int order = value.compareTo(wanted);
        return switch (this) {
            case NUMERIC_LESS_THAN, DATE_LESS_THAN -> order < 0;
            case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> order <= 0;
            case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> order > 0;
            case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> order >= 0;
            default -> order == 0;
        };
    }

    private static @Nullable Boolean address(String value, String wanted) {
        AddressRange range = AddressRange.parse(wanted);
        AddressRange one = AddressRange.parse(value);
        return range == null || one == null ? null : range.contains(one);
    }

    /** Each of the six parts on its own, so that a star does not reach over a colon. */
    private static boolean arn(String value, PolicyTemplate template, PolicyContext context) {
        if (template.isEverything()) {
            return true;
        }
        // A variable may stand for a text with colons; compared as a whole then.
        return value.split(":", ARN_PARTS).length == template.text().split(":", ARN_PARTS).length
                && template.matches(value, context);
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.isEmpty()
                || text.length() > MAX_NUMBER
                || text.toLowerCase(Locale.ROOT).indexOf('e') >= 0) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        return text.equalsIgnoreCase("false") ? false : null;
    }

    private static @Nullable String binary(String text) {
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** ISO 8601 with a time or without, or seconds since the epoch. */
    private static @Nullable Instant date(String text) {
        try {
            if (text.indexOf('T') >= 0) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            }
            if (text.indexOf('-') > 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            BigDecimal seconds = number(text);
            return seconds == null ? null : Instant.ofEpochSecond(seconds.longValueExact());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
