package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PolicyEvaluator;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action.
 *
 * @param permission with its service, such as {@code iam:CreateUser}
 * @param changes whether it changes identities
 */
record IamCall(String permission, boolean changes, QueryParameters parameters, IamCaller caller, S3Request request) {

    @Nullable String value(String name) {
        return parameters.value(name);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.value(name));
    }

    String orEmpty(String name) {
        String value = parameters.value(name);
        return value == null ? "" : value;
    }

    /** @throws IamException ValidationError if it is missing */
    String required(String name) {
        String value = parameters.value(name);
        if (value == null || value.isEmpty()) {
            throw IamException.invalid("1 validation error detected: Value null at '"
                    + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** @throws IamException ValidationError if it is no number within the bounds */
    int number(String name, int fallback, int minimum, int maximum) {
        String text = parameters.value(name);
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with the numbers that are out of bounds.
        }
        throw IamException.invalid("1 validation error detected: Value at '"
                + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                + "' failed to satisfy constraint: Member must have value between " + minimum + " and " + maximum);
    }

    /** Tags given as {@code Tags.member.N.Key} and {@code .Value}. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 1; i <= IamNames.MAX_TAGS + 1; i++) {
            String key = parameters.value("Tags.member." + i + ".Key");
            if (key == null) {
                return tags;
            }
            String value = parameters.value("Tags.member." + i + ".Value");
            IamNames.checkTag(key, value == null ? "" : value);
            if (tags.put(key, value == null ? "" : value) != null) {
                throw new IamException(IamException.Code.INVALID_INPUT, "Duplicate tag keys found.");
            }
        }
        throw IamNames.limit("Cannot exceed quota for Tags: " + IamNames.MAX_TAGS);
    }

    /**
     * Goes on only if the caller may do this to the resource.
     *
     * @throws IamException AccessDenied
     */
    void require(String resource) {
        require(resource, Map.of());
    }

    void require(String resource, Map<ConditionKey, List<String>> facts) {
        IamContext context = new IamContext(permission, resource, caller, request, facts);
        Answer answer = PolicyEvaluator.evaluate(caller.identity().policies(), context);
        boolean allowed = answer == Answer.ALLOW || (answer == Answer.SILENT && caller.isRoot());
        if (!allowed || !insideBoundaries(context)) {
            throw denied(resource);
        }
        if (changes && caller.isRestricted()) {
            // What it made would not be narrowed, and so would be more than it is.
            throw new IamException(
                    IamException.Code.ACCESS_DENIED,
                    "A narrowed or temporary key cannot change users, groups, roles, policies or keys.");
        }
    }

    private boolean insideBoundaries(IamContext context) {
        for (List<PolicyDocument> boundary : caller.identity().boundaries()) {
            if (PolicyEvaluator.evaluate(boundary, context) != Answer.ALLOW) {
                return false;
            }
        }
        return true;
    }

    IamException denied(String resource) {
        return new IamException(
                IamException.Code.ACCESS_DENIED,
                "User: " + caller.arn() + " is not authorized to perform: " + permission + " on resource: " + resource);
    }
}
