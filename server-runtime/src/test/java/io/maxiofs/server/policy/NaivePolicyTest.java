package io.maxiofs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.policy.PolicyDocument.Kind;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random policies and questions, answered by the evaluator and by a second one that is as plain as can be: regular
 * expressions, no short cuts, the rules of the documentation written down one by one.
 */
final class NaivePolicyTest {
    private static final int ROUNDS = 20_000;
    private static final String NAME = "al*ce";
    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket");
    private static final List<String> ACTION_PATTERNS = List.of(
            "s3:*", "*", "s3:Get*", "S3:getobject", "s3:?utObject", "s3:*Object", "s3:ListBucket", "s3:DeleteObject");
    private static final List<String> RESOURCES =
            List.of("arn:aws:s3:::b", "arn:aws:s3:::b/k", "arn:aws:s3:::b/al*ce/x", "arn:aws:s3:::b/alice/x");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "arn:aws:s3:::b",
            "arn:aws:s3:::b*",
            "arn:aws:s3:::b/*",
            "arn:aws:s3:::b/?",
            "arn:aws:s3:::b/${aws:username}/*",
            "arn:aws:s3:::b/${aws:userid}/*",
            "arn:aws:s3:::*/x");
    private static final List<String> PEOPLE = List.of("1", "2", "3");
    private static final List<String> VALUES = List.of("a", "b", "ab", "B", "al*ce");
    private static final List<String> VALUE_PATTERNS = List.of("a", "b", "a*", "?", "*", "${aws:username}");
    private static final List<String> OPERATORS =
            List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase");
    private static final List<String> QUANTIFIERS = List.of("", "", "ForAnyValue:", "ForAllValues:");

    /** What a statement says, before it is JSON. */
    private record Statement(
            boolean allow,
            boolean notPrincipal,
            List<String> principals,
            boolean notAction,
            List<String> actions,
            boolean notResource,
            List<String> resources,
            List<Condition> conditions) {}

    private record Condition(String quantifier, String operator, boolean ifExists, List<String> wanted) {}

    private record Question(String action, String resource, String person, Map<String, List<String>> facts) {}

    @Test
    void agreesWithThePlainOne() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        Map<Answer, Integer> seen = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            List<Statement> statements = some(random, 4, () -> statement(random));
            Question question = question(random);
            String json = json(statements);
            Answer answer = PolicyEvaluator.evaluate(
                    PolicyDocument.parse(json, Kind.BUCKET),
                    new AskedContext(
                            question.action(), question.resource(), Set.of(question.person()), question.facts()));
            assertThat(answer)
                    .as("seed " + seed + ", " + question + ", " + json)
                    .isEqualTo(plain(statements, question));
            seen.merge(answer, 1, Integer::sum);
        }
        assertThat(seen.keySet()).as("seed " + seed).containsExactlyInAnyOrder(Answer.values());
    }

    /** The documentation's picture: what both allow and neither denies. */
    @Test
    void agreesWithThePlainOneUnderAPermissionsBoundary() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            List<List<Statement>> policies = some(random, 2, () -> some(random, 3, () -> own(random)));
            List<Statement> boundary = some(random, 4, () -> own(random));
            Question question = question(random);
            AskedContext context = new AskedContext(
                    question.action(), question.resource(), Set.of(question.person()), question.facts());
            AccessIdentity identity = new AccessIdentity(
                    AccessIdentity.Standing.GRANTED_ONLY,
                    AccessIdentity.Reach.ACCOUNT,
                    new AccessIdentity.Names("", "", Set.of()),
                    policies.stream()
                            .map(statements -> PolicyDocument.parse(ownJson(statements), Kind.IDENTITY))
                            .toList(),
                    List.of(),
                    Map.of(),
                    PolicyDocument.parse(ownJson(boundary), Kind.IDENTITY));
            List<Statement> together = policies.stream().flatMap(List::stream).toList();
            Answer wanted = plain(together, boundary, question);
            String what = "seed " + seed + ", " + question + ", " + ownJson(together) + " under " + ownJson(boundary);
            assertThat(identity.answer(context)).as(what).isEqualTo(wanted);
            assertThat(identity.isCapped(context)).as(what).isEqualTo(plain(boundary, question) != Answer.ALLOW);
            seen.merge(plain(together, question) + " " + plain(boundary, question), 1, Integer::sum);
        }
        assertThat(seen).as("seed " + seed).hasSize(9);
    }

    private static Answer plain(List<Statement> policies, List<Statement> boundary, Question question) {
        Answer own = plain(policies, question);
        Answer most = plain(boundary, question);
        if (own == Answer.DENY || most == Answer.DENY) {
            return Answer.DENY;
        }
        return own == Answer.ALLOW && most == Answer.ALLOW ? Answer.ALLOW : Answer.SILENT;
    }

    /** A statement of a policy that means whoever it is attached to. */
    private static Statement own(Random random) {
        Statement made = statement(random);
        return new Statement(
                made.allow(),
                false,
                List.of("*"),
                made.notAction(),
                made.actions(),
                made.notResource(),
                made.resources(),
                made.conditions());
    }

    private static String ownJson(List<Statement> statements) {
        return json(statements).replace("\"Principal\":{\"AWS\":[\"*\"]},", "");
    }

    // ---- the plain one

    private static Answer plain(List<Statement> statements, Question question) {
        boolean allowed = false;
        for (Statement statement : statements) {
            if (applies(statement, question)) {
                if (!statement.allow()) {
                    return Answer.DENY;
                }
                allowed = true;
            }
        }
        return allowed ? Answer.ALLOW : Answer.SILENT;
    }

    private static boolean applies(Statement statement, Question question) {
        boolean principal =
                statement.principals().contains("*") || statement.principals().contains(question.person());
        boolean action = statement.actions().stream()
                .anyMatch(pattern -> matches(
                        pattern.toLowerCase(Locale.ROOT), question.action().toLowerCase(Locale.ROOT)));
        boolean resource = statement.resources().stream().anyMatch(pattern -> matches(pattern, question.resource()));
        return principal != statement.notPrincipal()
                && action != statement.notAction()
                && resource != statement.notResource()
                && statement.conditions().stream().allMatch(condition -> holds(condition, question));
    }

    /** Only the user's name is known; a text with another variable matches nothing. */
    private static boolean matches(String pattern, String text) {
        String known = pattern.replace("${aws:username}", "\u0001");
        if (known.contains("${")) {
            return false;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < known.length(); i++) {
            char c = known.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        case '\u0001' -> Pattern.quote(NAME);
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    private static boolean holds(Condition condition, Question question) {
        List<String> values = question.facts().get("s3:prefix");
        boolean negated = condition.operator().contains("Not");
        if (values == null) {
            return switch (condition.quantifier()) {
                case "ForAllValues:" -> true;
                case "ForAnyValue:" -> condition.ifExists();
                default -> condition.ifExists() || negated;
            };
        }
        return switch (condition.quantifier()) {
            case "ForAllValues:" -> values.stream().allMatch(value -> one(condition, value));
            case "ForAnyValue:" -> values.stream().anyMatch(value -> one(condition, value));
            default -> one(condition, values.getFirst());
        };
    }

    private static boolean one(Condition condition, String value) {
        boolean any = condition.wanted().stream().anyMatch(wanted -> switch (condition.operator()) {
            case "StringLike", "StringNotLike" -> matches(wanted, value);
            case "StringEqualsIgnoreCase" -> value.equalsIgnoreCase(resolved(wanted));
            default -> value.equals(resolved(wanted));
        });
        return any != condition.operator().contains("Not");
    }

    private static String resolved(String text) {
        return text.replace("${aws:username}", NAME);
    }

    // ---- made at random

    private static Statement statement(Random random) {
        boolean allow = random.nextInt(3) > 0;
        return new Statement(
                allow,
                !allow && random.nextInt(3) == 0,
                random.nextBoolean() ? List.of("*") : some(random, 2, () -> of(random, PEOPLE)),
                random.nextInt(6) == 0,
                some(random, 3, () -> of(random, ACTION_PATTERNS)),
                random.nextInt(6) == 0,
                some(random, 3, () -> of(random, RESOURCE_PATTERNS)),
                random.nextBoolean() ? List.of() : List.of(condition(random)));
    }

    private static Condition condition(Random random) {
        return new Condition(
                of(random, QUANTIFIERS),
                of(random, OPERATORS),
                random.nextInt(4) == 0,
                some(random, 2, () -> of(random, VALUE_PATTERNS)));
    }

    private static Question question(Random random) {
        Map<String, List<String>> facts = new HashMap<>();
        facts.put("aws:username", List.of(NAME));
        if (random.nextInt(3) > 0) {
            facts.put("s3:prefix", List.of(of(random, VALUES)));
        }
        return new Question(of(random, ACTIONS), of(random, RESOURCES), of(random, PEOPLE), facts);
    }

    private static <T> List<T> some(Random random, int most, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            all.add(one.get());
        }
        return all;
    }

    private static <T> T of(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String json(List<Statement> statements) {
        return statements.stream()
                .map(NaivePolicyTest::json)
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    }

    private static String json(Statement statement) {
        StringBuilder json = new StringBuilder("{\"Effect\":\"" + (statement.allow() ? "Allow" : "Deny") + "\"");
        json.append(statement.notPrincipal() ? ",\"NotPrincipal\":" : ",\"Principal\":")
                .append("{\"AWS\":")
                .append(list(statement.principals()))
                .append('}');
        json.append(statement.notAction() ? ",\"NotAction\":" : ",\"Action\":").append(list(statement.actions()));
        json.append(statement.notResource() ? ",\"NotResource\":" : ",\"Resource\":")
                .append(list(statement.resources()));
        for (Condition condition : statement.conditions()) {
            json.append(",\"Condition\":{\"")
                    .append(condition.quantifier())
                    .append(condition.operator())
                    .append(condition.ifExists() ? "IfExists" : "")
                    .append("\":{\"s3:prefix\":")
                    .append(list(condition.wanted()))
                    .append("}}");
        }
        return json.append('}').toString();
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
