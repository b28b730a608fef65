package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.select.Parser.TokenReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands what has a value: from OR down to constants, fields and functions. Truth has three values, as in SQL. */
final class Terms {
    /** How deep parentheses and functions may stand in each other. */
    private static final int MAX_DEPTH = 100;

    private static final Set<String> RESERVED = Set.of(
            "SELECT", "FROM", "WHERE", "LIMIT", "AND", "OR", "IS", "IN", "BETWEEN", "LIKE", "ESCAPE", "AS", "WHEN",
            "THEN", "ELSE", "END");

    private final TokenReader tokens;
    private final List<Aggregate> aggregates;
    private final Functions functions;
    private String alias = "";
    private int depth;
    private boolean inAggregate;
    private boolean readsFields;
    private boolean wholeRecord;
    private String lastField = "";
    private int termsOfItem;

    Terms(TokenReader tokens, List<Aggregate> aggregates, Instant now) {
        this.tokens = tokens;
        this.aggregates = aggregates;
        this.functions = new Functions(tokens, this, now);
    }

    /** What the record is called in fields; known once FROM has been read. */
    void alias(String name) {
        alias = name;
    }

    void beginItem() {
        lastField = "";
        wholeRecord = false;
        termsOfItem = 0;
    }

    /** Name of the field that the item just read is; empty if it is more than a field. */
    String fieldName() {
        return termsOfItem == 1 ? lastField : "";
    }

    /** Whether the item just read is {@code alias.*}. */
    boolean isWholeRecord() {
        return wholeRecord;
    }

    boolean readsFieldsBesideAggregates() {
        return readsFields;
    }

    Expression expression() {
        if (++depth > MAX_DEPTH) {
            throw new S3Exception(S3ErrorCode.UNSUPPORTED_SYNTAX, "The SQL expression is nested too deep.");
        }
        Expression left = and();
        while (tokens.takeWord("OR")) {
            Expression first = left;
            Expression second = and();
            left = row -> or(truth(first, row), () -> truth(second, row));
        }
        depth--;
        return left;
    }

    /** Gives the second truth when it is needed. */
    @FunctionalInterface
    private interface Truth {
        @Nullable Boolean get();
    }

    private static @Nullable Boolean or(@Nullable Boolean first, Truth second) {
        if (Boolean.TRUE.equals(first)) {
            return true;
        }
        Boolean other = second.get();
        return Boolean.TRUE.equals(other) ? Boolean.TRUE : first == null || other == null ? null : Boolean.FALSE;
    }

    private static @Nullable Boolean and(@Nullable Boolean first, Truth second) {
        if (Boolean.FALSE.equals(first)) {
            return false;
        }
        Boolean other = second.get();
        return Boolean.FALSE.equals(other) ? Boolean.FALSE : first == null || other == null ? null : Boolean.TRUE;
    }

    /** Of a condition; null if it is unknown. */
    static @Nullable Boolean truth(Expression condition, Row row) {
        return Values.asBoolean(condition.of(row));
    }

    private Expression and() {
        Expression left = not();
        while (tokens.takeWord("AND")) {
            Expression first = left;
            Expression second = not();
            left = row -> and(truth(first, row), () -> truth(second, row));
        }
        return left;
    }

    private Expression not() {
        boolean negated = false;
        while (tokens.takeWord("NOT")) {
            negated = !negated;
        }
        Expression positive = comparison();
        return negated ? negation(positive) : positive;
    }

    private static Expression negation(Expression positive) {
        return row -> {
            Boolean known = truth(positive, row);
            return known == null ? null : !known;
        };
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            Token token = tokens.peek();
            if (token.kind() == Token.Kind.SIGN
                    && Set.of("=", "<", ">", "<=", ">=", "<>", "!=").contains(token.text())) {
                tokens.next();
                left = compared(left, token.text(), sum());
            } else if (tokens.takeWord("IS")) {
                left = is(left);
            } else {
                boolean negated = token.isWord("NOT");
                if (negated && !isListLikeBetween(tokens.peekSecond())) {
                    return left;
                }
                if (negated) {
                    tokens.next();
                } else if (!isListLikeBetween(token)) {
                    return left;
                }
                Expression positive = listLikeBetween(left);
                left = negated ? negation(positive) : positive;
            }
        }
    }

    private static boolean isListLikeBetween(Token token) {
        return token.isWord("IN") || token.isWord("LIKE") || token.isWord("BETWEEN");
    }

    private Expression listLikeBetween(Expression left) {
        if (tokens.takeWord("IN")) {
            return in(left);
        }
        if (tokens.takeWord("LIKE")) {
            return like(left);
        }
        tokens.requireWord("BETWEEN");
        Expression low = sum();
        tokens.requireWord("AND");
        Expression high = sum();
        Expression notBelow = compared(left, ">=", low);
        Expression notAbove = compared(left, "<=", high);
        return row -> and(truth(notBelow, row), () -> truth(notAbove, row));
    }

    private static Expression compared(Expression left, String sign, Expression right) {
        return row -> {
            Integer order = Values.compare(left.of(row), right.of(row));
            if (order == null) {
                return null;
            }
            return switch (sign) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case ">=" -> order >= 0;
                default -> order != 0;
            };
        };
    }

    private Expression is(Expression left) {
        boolean negated = tokens.takeWord("NOT");
        if (tokens.takeWord("MISSING")) {
            return row -> (left.of(row) == Values.MISSING) != negated;
        }
        tokens.requireWord("NULL");
        return row -> Values.isNothing(left.of(row)) != negated;
    }

    private Expression in(Expression left) {
        tokens.requireSign("(");
        List<Expression> choices = new ArrayList<>();
        do {
            choices.add(expression());
        } while (tokens.takeSign(","));
        tokens.requireSign(")");
        return row -> {
            Object value = left.of(row);
            if (Values.isNothing(value)) {
                return null;
            }
            for (Expression choice : choices) {
                Integer order = Values.compare(value, choice.of(row));
                if (order != null && order == 0) {
                    return true;
                }
            }
            return false;
        };
    }

    private Expression like(Expression left) {
        Expression pattern = sum();
        Expression escape = tokens.takeWord("ESCAPE") ? sum() : row -> "";
        return row -> {
            Object text = left.of(row);
            Object form = pattern.of(row);
            if (Values.isNothing(text) || Values.isNothing(form)) {
                return null;
            }
            String sign = Values.text(escape.of(row));
            if (sign.length() > 1) {
                throw new S3Exception(S3ErrorCode.LIKE_INVALID_INPUTS, "ESCAPE takes one character.");
            }
            return Patterns.isLike(Values.text(text), Values.text(form), sign);
        };
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            Token token = tokens.peek();
            if (!token.isSign("+") && !token.isSign("-") && !token.isSign("||")) {
                return left;
            }
            tokens.next();
            Expression first = left;
            Expression second = product();
            termsOfItem++;
            left = token.isSign("||")
                    ? row -> joined(first.of(row), second.of(row))
                    : row -> Values.arithmetic(token.text().charAt(0), first.of(row), second.of(row));
        }
    }

    private static @Nullable Object joined(@Nullable Object first, @Nullable Object second) {
        return Values.isNothing(first) || Values.isNothing(second) ? null : Values.text(first) + Values.text(second);
    }

    private Expression product() {
        Expression left = sign();
        while (true) {
            Token token = tokens.peek();
            if (!token.isSign("*") && !token.isSign("/") && !token.isSign("%")) {
                return left;
            }
            tokens.next();
            Expression first = left;
            Expression second = sign();
            termsOfItem++;
            left = row -> Values.arithmetic(token.text().charAt(0), first.of(row), second.of(row));
        }
    }

    private Expression sign() {
        boolean minus = false;
        while (tokens.peek().isSign("-") || tokens.peek().isSign("+")) {
            minus ^= tokens.next().isSign("-");
        }
        Expression value = term();
        return minus ? row -> Values.arithmetic('-', BigDecimal.ZERO, value.of(row)) : value;
    }

    private Expression term() {
        termsOfItem++;
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> number(tokens.next().text());
            case STRING -> {
                String text = tokens.next().text();
                yield row -> text;
            }
            case SIGN -> {
                tokens.requireSign("(");
                Expression inner = expression();
                tokens.requireSign(")");
                yield inner;
            }
            case NAME, QUOTED_NAME -> named(token);
            case END -> throw tokens.unexpected("a value");
        };
    }

    private static Expression number(String text) {
        BigDecimal number = Values.number(text);
        if (number == null) {
            throw new S3Exception(S3ErrorCode.LEXER_INVALID_CHAR, "Not a number: " + text);
        }
        return row -> number;
    }

    private Expression named(Token token) {
        if (token.kind() == Token.Kind.NAME) {
            switch (token.upper()) {
                case "TRUE", "FALSE" -> {
                    Boolean constant = tokens.next().isWord("TRUE");
                    return row -> constant;
                }
                case "NULL" -> {
                    tokens.next();
                    return row -> null;
                }
                case "MISSING" -> {
                    tokens.next();
                    return row -> Values.MISSING;
                }
                case "CASE" -> {
                    tokens.next();
                    return functions.caseWhen();
                }
                default -> {
                    if (RESERVED.contains(token.upper())) {
                        throw tokens.unexpected("a value");
                    }
                }
            }
            if (tokens.peekSecond().isSign("(")) {
                Expression aggregate = aggregate(token.upper());
                return aggregate == null ? functions.call() : aggregate;
            }
        }
        return field();
    }

    /** Null if the name is none of an aggregate. */
    private @Nullable Expression aggregate(String name) {
        Aggregate.Kind kind = switch (name) {
            case "COUNT" -> Aggregate.Kind.COUNT;
            case "SUM" -> Aggregate.Kind.SUM;
            case "AVG" -> Aggregate.Kind.AVG;
            case "MIN" -> Aggregate.Kind.MIN;
            case "MAX" -> Aggregate.Kind.MAX;
            default -> null;
        };
        if (kind == null) {
            return null;
        }
        if (inAggregate) {
            throw new S3Exception(S3ErrorCode.UNSUPPORTED_SQL_STRUCTURE, "Aggregates cannot stand in each other.");
        }
        tokens.next();
        tokens.requireSign("(");
        Expression argument = null;
        if (kind != Aggregate.Kind.COUNT || !tokens.takeSign("*")) {
            inAggregate = true;
            argument = expression();
            inAggregate = false;
        }
        tokens.requireSign(")");
        lastField = "";
        Aggregate aggregate = new Aggregate(kind, argument);
        aggregates.add(aggregate);
        return aggregate;
    }

    private Expression field() {
        List<Field.Step> steps = new ArrayList<>();
        Token first = tokens.requireName();
        steps.add(Field.Step.of(first));
        while (true) {
            if (tokens.takeSign(".")) {
                if (tokens.takeSign("*")) {
                    wholeRecord = true;
                    return row -> null;
                }
                steps.add(Field.Step.of(tokens.requireName()));
            } else if (tokens.takeSign("[")) {
                Token index = tokens.peek();
                steps.add(
                        index.kind() == Token.Kind.STRING
                                ? new Field.Step(tokens.requireString(), true, -1)
                                : new Field.Step(
                                        "", false, Math.toIntExact(Math.min(tokens.requireWholeNumber(), 1 << 20))));
                tokens.requireSign("]");
            } else {
                break;
            }
        }
        if (!inAggregate) {
            readsFields = true;
        }
        lastField = steps.getLast().name();
        return new Field(List.copyOf(steps), () -> alias);
    }
}
