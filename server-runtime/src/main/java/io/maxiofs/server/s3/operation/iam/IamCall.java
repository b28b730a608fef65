package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PolicyEvaluator;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.server.s3.request.S3Request;
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
record IamCall(String permission, boolean changes, CallParameters parameters, IamCaller caller, S3Request request) {

    @Nullable String value(String name) {
        return parameters.value(name);
    }

    Optional<String> optional(String name) {
        return parameters.optional(name);
    }

    String orEmpty(String name) {
        return parameters.orEmpty(name);
    }

    /** @throws IamException ValidationError if it is missing */
    String required(String name) {
        return parameters.required(name);
    }

    /** @throws IamException ValidationError if it is no number within the bounds */
    int number(String name, int fallback, int minimum, int maximum) {
        return parameters.number(name, fallback, minimum, maximum);
    }

    /** Tags given as {@code Tags.member.N.Key} and {@code .Value}. */
    Map<String, String> tags() {
        return parameters.tags();
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
        Answer answer = caller.identity().answer(context);
        boolean allowed = answer == Answer.ALLOW || (answer == Answer.SILENT && caller.isRoot());
        if (!allowed || caller.isBorrowed() || !insideBoundaries(context)) {
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
