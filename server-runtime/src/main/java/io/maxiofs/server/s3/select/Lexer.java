package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;

/** Takes an expression apart. */
final class Lexer {
    private static final List<String> LONG_SIGNS = List.of("<>", "<=", ">=", "!=", "||");
    private static final String SIGNS = "+-*/%=<>(),.[]";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** @throws S3Exception LexerInvalidChar */
    static List<Token> tokens(String expression) {
        Lexer lexer = new Lexer(expression);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'' || c == '"' || c == '`') {
                quoted(c);
            } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
                number();
            } else if (c == '_' || Character.isLetter(c)) {
                name();
            } else {
                sign();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", at));
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw invalid(start);
            }
            char c = text.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                break;
            }
        }
        tokens.add(new Token(quote == '\'' ? Token.Kind.STRING : Token.Kind.QUOTED_NAME, content.toString(), start));
    }

    private void number() {
        int start = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), start));
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == '_' || Character.isLetterOrDigit(text.charAt(at)))) {
            at++;
        }
        tokens.add(new Token(Token.Kind.NAME, text.substring(start, at), start));
    }

    private void sign() {
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                tokens.add(new Token(Token.Kind.SIGN, sign, at));
                at += 2;
                return;
            }
        }
        if (SIGNS.indexOf(text.charAt(at)) < 0) {
            throw invalid(at);
        }
        tokens.add(new Token(Token.Kind.SIGN, text.substring(at, at + 1), at));
        at++;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static S3Exception invalid(int position) {
        return new S3Exception(
                S3ErrorCode.LEXER_INVALID_CHAR,
                "The SQL expression contains a character that is not valid, at position " + position + ".");
    }
}
