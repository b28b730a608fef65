package io.maxiofs.server.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.maxiofs.server.policy.PolicyDocument.Kind;
import io.maxiofs.server.policy.PolicyStatement.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policies. Bounded in size and depth; every failure is a {@link MalformedPolicyException}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of policies</a>
 */
final class PolicyParser {
    /** Longest policy, as S3 bounds those of buckets. */
    static final int MAX_BYTES = 20 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final String INVALID_JSON = "This policy contains invalid Json";
    private static final String WITH_VARIABLES = "2012-10-17";
    private static final String OLD_VERSION = "2008-10-17";

    private static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Kind kind;
    private boolean variables;

    PolicyParser(Kind kind) {
        this.kind = kind;
    }

    PolicyDocument parse(String text) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MalformedPolicyException("Policy exceeds the maximum allowed document size.");
        }
        JsonNode root = read(text);
        if (!root.isObject()) {
            throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
        }
        refuseUnknown(root, DOCUMENT_ELEMENTS);
        variables = version(root.get("Version"));
        JsonNode statement = root.get("Statement");
        if (statement == null || statement.isEmpty()) {
            throw new MalformedPolicyException("Could not parse the policy: Statement is empty!");
        }
        List<PolicyStatement> statements = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : statement.isArray() ? statement : List.of(statement)) {
            JsonNode id = one.get("Sid");
            if (id != null && !id.asText().isEmpty() && !ids.add(id.asText())) {
                throw new MalformedPolicyException("Statement IDs (SID) in a single policy must be unique");
            }
            statements.add(statement(one, statements.size() + 1));
        }
        return new PolicyDocument(kind, statements);
    }

    private static JsonNode read(String text) {
        if (text.isBlank() || text.stripLeading().charAt(0) != '{') {
            throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // The parser's own words quote the document.
            JsonLocation place = e.getLocation();
            throw place == null
                    ? new MalformedPolicyException(INVALID_JSON)
                    : MalformedPolicyException.at(place.getLineNr(), place.getColumnNr(), INVALID_JSON);
        }
    }

    private static void refuseUnknown(JsonNode object, Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw new MalformedPolicyException("Policy has an unknown element");
            }
        }
    }

    /** Whether variables are replaced. */
    private static boolean version(@Nullable JsonNode version) {
        if (version == null || (version.isTextual() && version.asText().equals(OLD_VERSION))) {
            return false;
        }
        if (version.isTextual() && version.asText().equals(WITH_VARIABLES)) {
            return true;
        }
        throw new MalformedPolicyException("The policy must contain a valid version string");
    }

    private PolicyStatement statement(JsonNode node, int number) {
        try {
            return statement(node);
        } catch (MalformedPolicyException e) {
            throw e.inStatement(number);
        }
    }

    private PolicyStatement statement(JsonNode node) {
        if (!node.isObject()) {
            throw new MalformedPolicyException(INVALID_JSON);
        }
        refuseUnknown(node, STATEMENT_ELEMENTS);
        boolean allows = allows(node.get("Effect"));
        if (allows && node.has("NotPrincipal")) {
            // It would let in everybody but somebody, those without credentials too.
            throw new MalformedPolicyException("Allow with NotPrincipal is not allowed.");
        }
        return new PolicyStatement(allows, principals(node), actions(node), resources(node), conditions(node));
    }

    private static boolean allows(@Nullable JsonNode effect) {
        String text = effect == null || !effect.isTextual() ? "" : effect.asText();
        return switch (text) {
            case "Allow" -> true;
            case "Deny" -> false;
            case "" -> throw new MalformedPolicyException("Missing required field Effect");
            default -> throw new MalformedPolicyException("Invalid effect: " + text);
        };
    }

    /** @return null if neither element is there */
    private static @Nullable JsonNode either(JsonNode node, String name, @Nullable JsonNode opposite) {
        JsonNode found = node.get(name);
        if (found != null && opposite != null) {
            throw new MalformedPolicyException("Policy statement must not contain both " + name + " and Not" + name);
        }
        return found == null ? opposite : found;
    }

    private @Nullable Choice<PolicyPrincipals> principals(JsonNode node) {
        JsonNode not = node.get("NotPrincipal");
        JsonNode element = either(node, "Principal", not);
        if (kind == Kind.IDENTITY) {
            if (element != null) {
                throw new MalformedPolicyException("Policy document should not specify a principal.");
            }
            return null;
        }
        if (element == null) {
            throw new MalformedPolicyException("Missing required field Principal");
        }
        return new Choice<>(PrincipalReader.read(element), not != null);
    }

    private Choice<List<PolicyTemplate>> actions(JsonNode node) {
        JsonNode not = node.get("NotAction");
        JsonNode element = either(node, "Action", not);
        if (element == null) {
            throw new MalformedPolicyException("Missing required field Action");
        }
        List<PolicyTemplate> actions = new ArrayList<>();
        for (String text : texts(element, "Policy has invalid action")) {
            PolicyTemplate action = PolicyTemplate.parse(text, true, false);
            if (!isAction(text, action)) {
                throw new MalformedPolicyException("Policy has invalid action");
            }
            actions.add(action);
        }
        return new Choice<>(List.copyOf(actions), not != null);
    }

    private boolean isAction(String text, PolicyTemplate action) {
        if (action.isEverything()) {
            return true;
        }
        int colon = text.indexOf(':');
        boolean named = colon > 0
                && colon < text.length() - 1
                && text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || ":*?-".indexOf(c) >= 0));
        return named && (kind != Kind.BUCKET || text.regionMatches(true, 0, "s3:", 0, 3) && names(action));
    }

    /** Whether S3 has a permission of this name, or several. */
    private static boolean names(PolicyTemplate action) {
        for (S3Action known : S3Action.all()) {
            if (action.matches(known.wireName(), NoContext.INSTANCE, true)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Choice<List<PolicyTemplate>> resources(JsonNode node) {
        JsonNode not = node.get("NotResource");
        JsonNode element = either(node, "Resource", not);
        if (kind == Kind.TRUST) {
            if (element != null) {
                throw new MalformedPolicyException("Has prohibited field Resource");
            }
            return null;
        }
        if (element == null) {
            throw new MalformedPolicyException("Missing required field Resource");
        }
        List<PolicyTemplate> resources = new ArrayList<>();
        for (String text : texts(element, "Policy has invalid resource")) {
            if (!text.equals("*") && (!text.startsWith("arn:") || text.split(":", 6).length < 6)) {
                throw new MalformedPolicyException("Policy has invalid resource");
            }
            resources.add(PolicyTemplate.parse(text, true, variables));
        }
        return new Choice<>(List.copyOf(resources), not != null);
    }

    private List<PolicyCondition> conditions(JsonNode node) {
        JsonNode element = node.get("Condition");
        if (element == null) {
            return List.of();
        }
        List<PolicyCondition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : properties(element)) {
            for (Map.Entry<String, JsonNode> line : properties(operator.getValue())) {
                conditions.add(ConditionReader.read(operator.getKey(), line.getKey(), line.getValue(), variables));
            }
        }
        return conditions;
    }

    private static Set<Map.Entry<String, JsonNode>> properties(JsonNode object) {
        if (!object.isObject()) {
            throw new MalformedPolicyException(INVALID_JSON);
        }
        return object.properties();
    }

    /** A text or a list of them. */
    static List<String> texts(JsonNode node, String reason) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (one.getNodeType() != JsonNodeType.STRING || one.asText().isEmpty()) {
                throw new MalformedPolicyException(reason);
            }
            texts.add(one.asText());
        }
        if (texts.isEmpty()) {
            throw new MalformedPolicyException(reason);
        }
        return texts;
    }
}
