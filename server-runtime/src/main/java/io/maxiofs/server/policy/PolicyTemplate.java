package io.maxiofs.server.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy that may hold wildcards ({@code *}, {@code ?}) and variables ({@code ${aws:username}}). What a variable
 * stands for is compared as it is: a star in a user's name matches a star. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
final class PolicyTemplate {
    private static final char ANY = '*';
    private static final char ONE = '?';

    private final String text;
    private final List<Piece> pieces;
    private final boolean variable;
    private final boolean wild;

    /** What it is compared as; null if that depends on the request. */
    private final @Nullable Glob fixed;

    /** A run of characters, a wildcard or a variable. */
    private sealed interface Piece {}

    private record Literal(String value) implements Piece {}

    private record Wildcard(char kind) implements Piece {}

    /** @param otherwise what stands in for a value that the request lacks; null for nothing */
    private record Variable(ConditionKey key, @Nullable String otherwise) implements Piece {}

    private PolicyTemplate(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.variable = pieces.stream().anyMatch(Variable.class::isInstance);
        this.wild = pieces.stream().anyMatch(Wildcard.class::isInstance);
        this.fixed = glob(null);
    }

    /**
     * Reads a template.
     *
     * @param wildcards whether stars and question marks stand for others
     * @param variables whether {@code ${…}} is replaced, which version 2008-10-17 does not do
     * @throws MalformedPolicyException if a variable does not end or has no name
     */
    static PolicyTemplate parse(String text, boolean wildcards, boolean variables) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (wildcards && (c == ANY || c == ONE)) {
                flush(literal, pieces);
                if (c == ONE || !endsWithAny(pieces)) {
                    pieces.add(new Wildcard(c));
                }
                i++;
            } else if (variables && c == '$' && text.startsWith("${", i)) {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new MalformedPolicyException("Policy has an invalid variable");
                }
                variable(text.substring(i + 2, end), literal, pieces);
                i = end + 1;
            } else {
                literal.append(c);
                i++;
            }
        }
        flush(literal, pieces);
        return new PolicyTemplate(text, pieces);
    }

    private static boolean endsWithAny(List<Piece> pieces) {
        return !pieces.isEmpty() && pieces.getLast() instanceof Wildcard last && last.kind() == ANY;
    }

    private static void variable(String inside, StringBuilder literal, List<Piece> pieces) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            literal.append(inside);
            return;
        }
        int comma = inside.indexOf(',');
        String name = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        String otherwise = comma < 0 ? null : quoted(inside.substring(comma + 1).strip());
        if (name.isEmpty()) {
            throw new MalformedPolicyException("Policy has an invalid variable");
        }
        flush(literal, pieces);
        pieces.add(new Variable(ConditionKey.of(name), otherwise));
    }

    private static String quoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '\'' || text.charAt(text.length() - 1) != '\'') {
            throw new MalformedPolicyException("Policy has an invalid variable");
        }
        return text.substring(1, text.length() - 1);
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** As the policy writes it. */
    String text() {
        return text;
    }

    /** Whether it may mean more than one text. */
    boolean isFixed() {
        return !variable && !wild;
    }

    /** Whether it is nothing but stars. */
    boolean isEverything() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Wildcard only && only.kind() == ANY;
    }

    /** Whether any of the conditions keys it names is only known once the object is. */
    boolean readsObject() {
        return pieces.stream()
                .anyMatch(
                        piece -> piece instanceof Variable found && found.key().isOfObject());
    }

    /**
     * The text it stands for, wildcards left as they are.
     *
     * @return null if the request lacks a variable
     */
    @Nullable String resolve(PolicyContext context) {
        Glob glob = fixed == null ? glob(context) : fixed;
        return glob == null ? null : glob.pattern();
    }

    private static @Nullable String value(Piece piece, PolicyContext context) {
        return switch (piece) {
            case Literal literal -> literal.value();
            case Wildcard wildcard -> String.valueOf(wildcard.kind());
            case Variable named -> {
                List<String> values = context.values(named.key());
                // A key with several values cannot stand in one place.
                yield values == null || values.size() != 1 ? named.otherwise() : values.getFirst();
            }
        };
    }

    /** Whether {@code candidate} is one of the texts it stands for; never if the request lacks a variable. */
    boolean matches(String candidate, PolicyContext context) {
        return matches(candidate, context, false);
    }

    /** As {@link #matches}, perhaps without regard to case. */
    boolean matches(String candidate, PolicyContext context, boolean ignoreCase) {
        Glob glob = fixed;
        if (glob == null) {
            glob = glob(context);
            if (glob == null) {
                return false;
            }
        }
        return ignoreCase
                ? glob(glob.pattern().toLowerCase(Locale.ROOT), glob.mask(), candidate.toLowerCase(Locale.ROOT))
                : glob(glob.pattern(), glob.mask(), candidate);
    }

    /** @param mask a {@code w} for each character of the pattern that is a wildcard */
    private record Glob(String pattern, String mask) {}

    private @Nullable Glob glob(@Nullable PolicyContext context) {
        StringBuilder pattern = new StringBuilder(text.length());
        StringBuilder mask = new StringBuilder(text.length());
        for (Piece piece : pieces) {
            String value = context == null ? fixedValue(piece) : value(piece, context);
            if (value == null) {
                return null;
            }
            pattern.append(value);
            mask.repeat(piece instanceof Wildcard ? 'w' : 'l', value.length());
        }
        return new Glob(pattern.toString(), mask.toString());
    }

    private static @Nullable String fixedValue(Piece piece) {
        return switch (piece) {
            case Literal literal -> literal.value();
            case Wildcard wildcard -> String.valueOf(wildcard.kind());
            case Variable variable -> null;
        };
    }

    /** The usual two pointers: back to the last star, one character further, whenever what follows it does not match. */
    private static boolean glob(String pattern, String mask, String candidate) {
        int p = 0;
        int c = 0;
        int star = -1;
        int afterStar = 0;
        while (c < candidate.length()) {
            boolean inside = p < pattern.length();
            boolean isWild = inside && mask.charAt(p) == 'w';
            if (isWild && pattern.charAt(p) == ANY) {
                star = p++;
                afterStar = c;
            } else if (inside && (isWild || pattern.charAt(p) == candidate.charAt(c))) {
                p++;
                c++;
            } else if (star >= 0) {
                p = star + 1;
                c = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && mask.charAt(p) == 'w' && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
