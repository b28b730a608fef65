package io.maxiofs.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.maxiofs.server.policy.PolicyPrincipals.Kind;
import io.maxiofs.server.policy.PolicyPrincipals.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads Principal and NotPrincipal. That a principal exists is not asked: AWS does, but then a policy could tell who has
 * an account here, and one that was written before its users could not be restored.
 */
final class PrincipalReader {
    private static final String INVALID = "Invalid principal in policy";
    private static final int ARN_PARTS = 6;

    private PrincipalReader() {}

    static PolicyPrincipals read(JsonNode element) {
        List<Name> names = new ArrayList<>();
        if (element.isTextual()) {
            if (!element.asText().equals("*")) {
                throw new MalformedPolicyException(INVALID);
            }
            names.add(new Name(Kind.AWS, "*"));
            return new PolicyPrincipals(names);
        }
        if (!element.isObject() || element.isEmpty()) {
            throw new MalformedPolicyException(INVALID);
        }
        for (Map.Entry<String, JsonNode> line : element.properties()) {
            Kind kind = kind(line.getKey());
            for (String value : PolicyParser.texts(line.getValue(), INVALID)) {
                names.add(name(kind, value));
            }
        }
        return new PolicyPrincipals(names);
    }

    private static Kind kind(String heading) {
        return switch (heading) {
            case "AWS" -> Kind.AWS;
            case "CanonicalUser" -> Kind.CANONICAL_USER;
            case "Service" -> Kind.SERVICE;
            case "Federated" -> Kind.FEDERATED;
            default -> throw new MalformedPolicyException(INVALID);
        };
    }

    private static Name name(Kind kind, String value) {
        boolean valid = switch (kind) {
            case AWS -> value.equals("*") || isAccount(value) || isArn(value);
            case CANONICAL_USER -> isAccount(value);
            case SERVICE, FEDERATED -> value.equals("*") || value.chars().noneMatch(Character::isWhitespace);
        };
        if (!valid) {
            throw new MalformedPolicyException(INVALID);
        }
        return new Name(kind, value);
    }

    /** An account's number or a canonical id. */
    private static boolean isAccount(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
    }

    /** Stars are not allowed inside: a principal is one. */
    private static boolean isArn(String value) {
        String[] parts = value.split(":", ARN_PARTS);
        return parts.length == ARN_PARTS
                && parts[0].equals("arn")
                && (parts[2].equals("iam") || parts[2].equals("sts"))
                && parts[3].isEmpty()
                && !parts[5].isEmpty()
                && value.chars().noneMatch(c -> c == '*' || c == '?' || Character.isWhitespace(c));
    }
}
