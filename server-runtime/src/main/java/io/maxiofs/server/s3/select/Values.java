package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The values of the language: null, {@link #MISSING}, {@link Boolean}, {@link BigDecimal}, {@link String}, {@link
 * OffsetDateTime}, and {@link JsonNode} for objects and lists. Numbers are bounded, so that no expression can make one that
 * does not fit into memory.
 */
final class Values {
    /** Of a field that is not there. */
    static final Missing MISSING = Missing.FIELD;

    /** The one value of its kind. */
    enum Missing {
        FIELD
    }

    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final int MAX_NUMBER_CHARACTERS = 128;
    private static final int MAX_SCALE = 6_200;
    private static final int MAX_PLAIN_SCALE = 60;

    private Values() {}

    static boolean isNothing(@Nullable Object value) {
        return value == null || value == MISSING;
    }

    /** The number a text stands for; null if it is none, or out of bounds. */
    static @Nullable BigDecimal number(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NUMBER_CHARACTERS || !mayBeNumber(stripped)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(stripped);
            return inBounds(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Spares most texts an exception. */
    private static boolean mayBeNumber(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        boolean begins = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return begins && ((last >= '0' && last <= '9') || last == '.');
    }

    private static boolean inBounds(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= 2 * MAX_NUMBER_CHARACTERS;
    }

    /** A value as a number; null where it is none. */
    static @Nullable BigDecimal asNumber(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case String text -> number(text);
            case null, default -> null;
        };
    }

    static @Nullable Object arithmetic(char operator, @Nullable Object left, @Nullable Object right) {
        if (isNothing(left) || isNothing(right)) {
            return null;
        }
        BigDecimal a = asNumber(left);
        BigDecimal b = asNumber(right);
        if (a == null || b == null) {
            throw new S3Exception(
                    S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS,
                    "Arithmetic needs numbers; use CAST where values are text.");
        }
        if ((operator == '/' || operator == '%') && b.signum() == 0) {
            throw new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "Division by zero.");
        }
        BigDecimal result = switch (operator) {
            case '+' -> a.add(b, PRECISION);
            case '-' -> a.subtract(b, PRECISION);
            case '*' -> a.multiply(b, PRECISION);
            case '/' -> bothWhole(a, b) ? a.divideToIntegralValue(b, PRECISION) : a.divide(b, PRECISION);
            default -> remainder(a, b);
        };
        return bounded(result);
    }

    static BigDecimal bounded(BigDecimal number) {
        if (!inBounds(number)) {
            throw new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "A number is too large or too small.");
        }
        return number;
    }

    static BigDecimal divide(BigDecimal sum, long count) {
        return sum.divide(BigDecimal.valueOf(count), PRECISION);
    }

    private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        try {
            return a.remainder(b, PRECISION);
        } catch (ArithmeticException e) {
            throw new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "The numbers are too far apart.");
        }
    }

    private static boolean bothWhole(BigDecimal a, BigDecimal b) {
        return a.scale() == 0 && b.scale() == 0;
    }

    /**
     * Compares two values; null if they cannot be compared, in which case no comparison of them is true. A text is taken as a
     * number beside a number.
     */
    static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null || left == MISSING || right == MISSING) {
            return null;
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            BigDecimal a = asNumber(left);
            BigDecimal b = asNumber(right);
            return a == null || b == null ? null : a.compareTo(b);
        }
        if (left instanceof Boolean || right instanceof Boolean) {
            Boolean a = asBoolean(left);
            Boolean b = asBoolean(right);
            return a == null || b == null ? null : Boolean.compare(a, b);
        }
        if (left instanceof OffsetDateTime a && right instanceof OffsetDateTime b) {
            return a.toInstant().compareTo(b.toInstant());
        }
        return left.equals(right) ? 0 : null;
    }

    static @Nullable Boolean asBoolean(@Nullable Object value) {
        return switch (value) {
            case Boolean known -> known;
            case String text when text.equalsIgnoreCase("true") -> Boolean.TRUE;
            case String text when text.equalsIgnoreCase("false") -> Boolean.FALSE;
            case null, default -> null;
        };
    }

    /** How a value is written; empty for nothing. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case BigDecimal number ->
                Math.abs(number.scale()) <= MAX_PLAIN_SCALE ? number.toPlainString() : number.toString();
            case Boolean known -> known ? "true" : "false";
            case OffsetDateTime time -> Timestamps.text(time);
            case JsonNode node -> node.toString();
            default -> "";
        };
    }

    /** The value of a piece of JSON. */
    static @Nullable Object ofJson(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return MISSING;
        }
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return bounded(number);
        }
        return node;
    }
}
