package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.select.Query.Item;
import io.maxiofs.server.s3.select.Query.PathStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Understands expressions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference.html">SQL reference</a>
 */
public final class Parser {
    /** The reference allows expressions of 256 KB. */
    public static final int MAX_CHARACTERS = 256 << 10;

    private static final Set<String> ENDS_ITEM = Set.of("FROM", "WHERE", "LIMIT", "AS");

    private final TokenReader tokens;
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final Terms terms;

    private Parser(String expression, Instant now) {
        this.tokens = new TokenReader(Lexer.tokens(expression));
        this.terms = new Terms(tokens, aggregates, now);
    }

    /**
     * Understands an expression.
     *
     * @param now what {@code UTCNOW()} answers
     * @throws S3Exception with one of the codes S3 has for expressions it does not understand
     */
    static Query parse(String expression, Instant now) {
        if (expression.length() > MAX_CHARACTERS) {
            throw new S3Exception(S3ErrorCode.EXPRESSION_TOO_LONG);
        }
        return new Parser(expression, now).query();
    }

    private Query query() {
        if (!tokens.takeWord("SELECT")) {
            throw new S3Exception(S3ErrorCode.UNSUPPORTED_SQL_STRUCTURE, "Only SELECT is supported.");
        }
        // Columns are resolved when records are read, so the alias may come behind them.
        List<Item> items = items();
        tokens.requireWord("FROM");
        List<PathStep> path = from();
        boolean mixed = !aggregates.isEmpty() && terms.readsFieldsBesideAggregates();
        int beforeWhere = aggregates.size();
        Expression where = tokens.takeWord("WHERE") ? terms.expression() : null;
        if (aggregates.size() > beforeWhere) {
            throw new S3Exception(S3ErrorCode.UNSUPPORTED_SQL_STRUCTURE, "Aggregates cannot stand behind WHERE.");
        }
        long limit = tokens.takeWord("LIMIT") ? tokens.requireWholeNumber() : -1;
        tokens.requireEnd();
        if (mixed) {
            throw new S3Exception(
                    S3ErrorCode.UNSUPPORTED_SQL_STRUCTURE,
                    "Fields and aggregates cannot be selected together: GROUP BY is not supported.");
        }
        return new Query(items, path, where, limit, List.copyOf(aggregates));
    }

    private List<Item> items() {
        if (tokens.takeSign("*")) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        do {
            int position = items.size() + 1;
            terms.beginItem();
            Expression value = terms.expression();
            if (tokens.takeWord("AS")) {
                items.add(new Item(tokens.requireName().text(), value));
            } else if (tokens.isName() && !ENDS_ITEM.contains(tokens.peek().upper())) {
                items.add(new Item(tokens.requireName().text(), value));
            } else if (terms.isWholeRecord()) {
                if (!items.isEmpty() || tokens.peek().isSign(",")) {
                    throw new S3Exception(
                            S3ErrorCode.UNSUPPORTED_SQL_STRUCTURE, "A star must be all that is selected.");
                }
                return List.of();
            } else {
                String name = terms.fieldName();
                items.add(new Item(name.isEmpty() ? "_" + position : name, value));
            }
        } while (tokens.takeSign(","));
        return List.copyOf(items);
    }

    private List<PathStep> from() {
        Token source = tokens.requireName();
        if (!source.text().equalsIgnoreCase("S3Object")) {
            throw new S3Exception(S3ErrorCode.INVALID_DATA_SOURCE, "The source must be S3Object.");
        }
        List<PathStep> steps = new ArrayList<>();
        boolean rootOpen = true;
        while (true) {
            if (tokens.takeSign("[")) {
                int index = tokens.takeSign("*") ? -1 : Math.toIntExact(Math.min(tokens.requireWholeNumber(), 1 << 20));
                tokens.requireSign("]");
                // The first star says that each record is meant, as it is anyway.
                if (!(rootOpen && index < 0)) {
                    steps.add(new PathStep("", false, index));
                }
            } else if (tokens.takeSign(".")) {
                Token name = tokens.requireName();
                steps.add(new PathStep(name.text(), name.kind() == Token.Kind.QUOTED_NAME, -1));
            } else {
                break;
            }
            rootOpen = false;
        }
        boolean as = tokens.takeWord("AS");
        if (as || (tokens.isName() && !ENDS_ITEM.contains(tokens.peek().upper()))) {
            terms.alias(tokens.requireName().text());
        } else {
            terms.alias(
                    steps.isEmpty() || steps.getLast().name().isEmpty()
                            ? ""
                            : steps.getLast().name());
        }
        return List.copyOf(steps);
    }

    /** What is left of the expression. */
    static final class TokenReader {
        private final List<Token> tokens;
        private int at;

        TokenReader(List<Token> tokens) {
            this.tokens = tokens;
        }

        Token peek() {
            return tokens.get(at);
        }

        Token peekSecond() {
            return tokens.get(Math.min(at + 1, tokens.size() - 1));
        }

        Token next() {
            Token token = tokens.get(at);
            if (token.kind() != Token.Kind.END) {
                at++;
            }
            return token;
        }

        boolean isName() {
            return peek().kind() == Token.Kind.NAME || peek().kind() == Token.Kind.QUOTED_NAME;
        }

        boolean takeWord(String word) {
            boolean found = peek().isWord(word);
            if (found) {
                next();
            }
            return found;
        }

        boolean takeSign(String sign) {
            boolean found = peek().isSign(sign);
            if (found) {
                next();
            }
            return found;
        }

        void requireWord(String word) {
            if (!takeWord(word)) {
                throw unexpected(word);
            }
        }

        void requireSign(String sign) {
            if (!takeSign(sign)) {
                throw unexpected(sign);
            }
        }

        Token requireName() {
            if (!isName()) {
                throw unexpected("a name");
            }
            return next();
        }

        String requireString() {
            if (peek().kind() != Token.Kind.STRING) {
                throw unexpected("a text");
            }
            return next().text();
        }

        long requireWholeNumber() {
            Token token = peek();
            boolean whole = token.kind() == Token.Kind.NUMBER
                    && token.text().length() <= 18
                    && token.text().chars().allMatch(c -> c >= '0' && c <= '9');
            if (!whole) {
                throw unexpected("a whole number");
            }
            return Long.parseLong(next().text());
        }

        void requireEnd() {
            if (peek().kind() != Token.Kind.END) {
                throw unexpected("the end");
            }
        }

        S3Exception unexpected(String expected) {
            Token found = peek();
            return new S3Exception(
                    S3ErrorCode.PARSE_UNEXPECTED_TOKEN,
                    "Expected " + expected + " and found '" + found.text() + "' at position " + found.position()
                            + " of the SQL expression.");
        }
    }
}
