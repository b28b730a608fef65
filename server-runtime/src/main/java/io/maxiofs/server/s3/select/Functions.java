package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.select.Parser.TokenReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the language.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-sql-functions.html">SQL
 *     functions</a>
 */
final class Functions {
    private final TokenReader tokens;
    private final Terms terms;
    private final Instant now;

    Functions(TokenReader tokens, Terms terms, Instant now) {
        this.tokens = tokens;
        this.terms = terms;
        this.now = now;
    }

    /** A call whose name is the next token. */
    Expression call() {
        Token name = tokens.next();
        tokens.requireSign("(");
        Expression call = switch (name.upper()) {
            case "CAST" -> cast();
            case "SUBSTRING" -> substring();
            case "TRIM" -> trim();
            case "EXTRACT" -> extract();
            case "DATE_ADD", "DATEADD" -> dateAdd();
            case "DATE_DIFF", "DATEDIFF" -> dateDiff();
            default -> plain(name.upper(), arguments());
        };
        tokens.requireSign(")");
        return call;
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (!tokens.peek().isSign(")")) {
            do {
                arguments.add(terms.expression());
            } while (tokens.takeSign(","));
        }
        return arguments;
    }

    private Expression plain(String name, List<Expression> arguments) {
        return switch (name) {
            case "COALESCE" -> coalesce(arguments);
            case "NULLIF" -> nullIf(two(name, arguments));
            case "CHAR_LENGTH", "CHARACTER_LENGTH" ->
                ofText(one(name, arguments), text -> BigDecimal.valueOf(text.codePointCount(0, text.length())));
            case "LOWER" -> ofText(one(name, arguments), text -> text.toLowerCase(Locale.ROOT));
            case "UPPER" -> ofText(one(name, arguments), text -> text.toUpperCase(Locale.ROOT));
            case "SIZE" -> size(one(name, arguments));
            case "TO_TIMESTAMP" -> ofText(one(name, arguments), Timestamps::parse);
            case "TO_STRING" -> toText(two(name, arguments));
            case "UTCNOW" -> {
                count(name, arguments, 0);
                OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
                yield row -> time;
            }
            default ->
                throw new S3Exception(S3ErrorCode.UNSUPPORTED_FUNCTION, "The function " + name + " is not supported.");
        };
    }

    private static void count(String name, List<Expression> arguments, int expected) {
        if (arguments.size() != expected) {
            throw new S3Exception(S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, name + " takes " + expected + " arguments.");
        }
    }

    private static Expression one(String name, List<Expression> arguments) {
        count(name, arguments, 1);
        return arguments.getFirst();
    }

    private static List<Expression> two(String name, List<Expression> arguments) {
        count(name, arguments, 2);
        return arguments;
    }

    /** Something done to a text. */
    @FunctionalInterface
    private interface OfText {
        @Nullable Object of(String text);
    }

    private static Expression ofText(Expression argument, OfText function) {
        return row -> {
            Object value = argument.of(row);
            if (value instanceof OffsetDateTime) {
                return value;
            }
            return Values.isNothing(value) ? null : function.of(Values.text(value));
        };
    }

    private static Expression coalesce(List<Expression> arguments) {
        return row -> {
            for (Expression argument : arguments) {
                Object value = argument.of(row);
                if (!Values.isNothing(value)) {
                    return value;
                }
            }
            return null;
        };
    }

    private static Expression nullIf(List<Expression> arguments) {
        return row -> {
            Object value = arguments.get(0).of(row);
            Integer order = Values.compare(value, arguments.get(1).of(row));
            return order != null && order == 0 ? null : value;
        };
    }

    private static Expression size(Expression argument) {
        return row -> argument.of(row) instanceof JsonNode node ? BigDecimal.valueOf(node.size()) : null;
    }

    private static Expression toText(List<Expression> arguments) {
        return row -> {
            OffsetDateTime time = timestamp(arguments.get(0).of(row));
            Object pattern = arguments.get(1).of(row);
            return time == null || Values.isNothing(pattern) ? null : Timestamps.format(time, Values.text(pattern));
        };
    }

    Expression caseWhen() {
        Expression subject = tokens.peek().isWord("WHEN") ? null : terms.expression();
        List<Expression> conditions = new ArrayList<>();
        List<Expression> results = new ArrayList<>();
        while (tokens.takeWord("WHEN")) {
            conditions.add(terms.expression());
            tokens.requireWord("THEN");
            results.add(terms.expression());
        }
        if (conditions.isEmpty()) {
            throw tokens.unexpected("WHEN");
        }
        Expression otherwise = tokens.takeWord("ELSE") ? terms.expression() : row -> null;
        tokens.requireWord("END");
        return row -> {
            Object value = subject == null ? null : subject.of(row);
            for (int i = 0; i < conditions.size(); i++) {
                if (subject == null
                        ? holds(conditions.get(i), row)
                        : equal(value, conditions.get(i).of(row))) {
                    return results.get(i).of(row);
                }
            }
            return otherwise.of(row);
        };
    }

    private static boolean holds(Expression condition, Row row) {
        return Boolean.TRUE.equals(Terms.truth(condition, row));
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        Integer order = Values.compare(left, right);
        return order != null && order == 0;
    }

    private Expression substring() {
        Expression text = terms.expression();
        boolean words = tokens.takeWord("FROM");
        if (!words) {
            tokens.requireSign(",");
        }
        Expression from = terms.expression();
        boolean bounded = words ? tokens.takeWord("FOR") : tokens.takeSign(",");
        Expression length = bounded ? terms.expression() : null;
        return row -> {
            Object value = text.of(row);
            BigDecimal start = Values.asNumber(from.of(row));
            BigDecimal count = length == null ? null : Values.asNumber(length.of(row));
            if (Values.isNothing(value) || start == null || (length != null && count == null)) {
                return null;
            }
            return part(Values.text(value), start, count);
        };
    }

    /** Positions begin with 1, and those before it count as well. */
    private static String part(String text, BigDecimal start, @Nullable BigDecimal count) {
        if (count != null && count.signum() < 0) {
            throw new S3Exception(
                    S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "SUBSTRING needs a length that is not negative.");
        }
        int size = text.codePointCount(0, text.length());
        long first = bounded(start) - 1;
        long last = count == null ? size : Math.min(size, first + bounded(count));
        long begin = Math.max(0, Math.min(size, first));
        if (last <= begin) {
            return "";
        }
        int from = text.offsetByCodePoints(0, (int) begin);
        return text.substring(from, text.offsetByCodePoints(from, (int) (last - begin)));
    }

    private static long bounded(BigDecimal number) {
        BigDecimal limit = BigDecimal.valueOf(Integer.MAX_VALUE);
        return number.max(limit.negate()).min(limit).longValue();
    }

    private Expression trim() {
        boolean leading = tokens.takeWord("LEADING");
        boolean trailing = !leading && tokens.takeWord("TRAILING");
        boolean both = leading || trailing || tokens.takeWord("BOTH");
        Expression first = both && tokens.takeWord("FROM") ? null : terms.expression();
        Expression characters = null;
        Expression text;
        if (first == null) {
            text = terms.expression();
        } else if (tokens.takeWord("FROM")) {
            characters = first;
            text = terms.expression();
        } else {
            text = first;
        }
        Expression removed = characters == null ? row -> " " : characters;
        return row -> {
            Object value = text.of(row);
            Object signs = removed.of(row);
            return Values.isNothing(value) || Values.isNothing(signs)
                    ? null
                    : trimmed(Values.text(value), Values.text(signs), !trailing, !leading);
        };
    }

    private static String trimmed(String text, String signs, boolean atStart, boolean atEnd) {
        int start = 0;
        int end = text.length();
        while (atStart && start < end && signs.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (atEnd && end > start && signs.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private Expression extract() {
        String part = tokens.requireName().upper();
        tokens.requireWord("FROM");
        Expression time = terms.expression();
        return row -> {
            OffsetDateTime value = timestamp(time.of(row));
            return value == null ? null : BigDecimal.valueOf(Timestamps.part(part, value));
        };
    }

    private Expression dateAdd() {
        String part = tokens.requireName().upper();
        tokens.requireSign(",");
        Expression amount = terms.expression();
        tokens.requireSign(",");
        Expression time = terms.expression();
        return row -> {
            OffsetDateTime value = timestamp(time.of(row));
            BigDecimal number = Values.asNumber(amount.of(row));
            return value == null || number == null ? null : Timestamps.add(part, bounded(number), value);
        };
    }

    private Expression dateDiff() {
        String part = tokens.requireName().upper();
        tokens.requireSign(",");
        Expression from = terms.expression();
        tokens.requireSign(",");
        Expression to = terms.expression();
        return row -> {
            OffsetDateTime first = timestamp(from.of(row));
            OffsetDateTime second = timestamp(to.of(row));
            return first == null || second == null
                    ? null
                    : BigDecimal.valueOf(Timestamps.difference(part, first, second));
        };
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Object value) {
        if (Values.isNothing(value)) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time : Timestamps.parse(Values.text(value));
    }

    private Expression cast() {
        Expression argument = terms.expression();
        tokens.requireWord("AS");
        String type = tokens.requireName().upper();
        if (tokens.takeSign("(")) {
            // Precision and scale are accepted; numbers keep what they have.
            tokens.requireWholeNumber();
            if (tokens.takeSign(",")) {
                tokens.requireWholeNumber();
            }
            tokens.requireSign(")");
        }
        return switch (type) {
            case "BOOL", "BOOLEAN" -> row -> casted(argument.of(row), "BOOL");
            case "INT", "INTEGER" -> row -> casted(argument.of(row), "INT");
            case "FLOAT", "DECIMAL", "NUMERIC" -> row -> casted(argument.of(row), "DECIMAL");
            case "STRING", "VARCHAR", "CHAR" -> row -> casted(argument.of(row), "STRING");
            case "TIMESTAMP" -> row -> casted(argument.of(row), "TIMESTAMP");
            default -> throw new S3Exception(S3ErrorCode.INVALID_DATA_TYPE, "The type " + type + " is not supported.");
        };
    }

    private static @Nullable Object casted(@Nullable Object value, String type) {
        if (Values.isNothing(value)) {
            return value;
        }
        Object result = switch (type) {
            case "BOOL" ->
                value instanceof BigDecimal number ? (Object) (number.signum() != 0) : Values.asBoolean(value);
            case "INT" -> {
                BigDecimal number = Values.asNumber(value);
                yield number == null || number.precision() - number.scale() > 40
                        ? null
                        : number.setScale(0, RoundingMode.DOWN);
            }
            case "DECIMAL" -> Values.asNumber(value);
            case "TIMESTAMP" -> timestamp(value);
            default -> Values.text(value);
        };
        if (result == null) {
            throw new S3Exception(
                    S3ErrorCode.CAST_FAILED, "Attempt to convert from one data type to another using CAST failed.");
        }
        return result;
    }
}
