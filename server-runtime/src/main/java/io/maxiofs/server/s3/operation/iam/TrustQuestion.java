package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyContext;
import io.maxiofs.server.policy.PolicyPrincipals;
import io.maxiofs.server.s3.request.S3Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a role may be taken on a provider's word, as its trust policy sees it.
 *
 * @param resource name of the role
 * @param provider resource name of the provider
 * @param facts what the provider says
 */
record TrustQuestion(
        String action, String resource, String provider, S3Request request, Map<ConditionKey, List<String>> facts)
        implements PolicyContext {

    /** Everybody is meant by a statement that refuses, too, so it has to count. */
    @Override
    public boolean isNamedBy(PolicyPrincipals.Name name) {
        return switch (name.kind()) {
            case FEDERATED -> name.isEverybody() || name.value().equals(provider);
            case AWS -> name.isEverybody();
            case CANONICAL_USER, SERVICE -> false;
        };
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        List<String> told = facts.get(key);
        if (told != null) {
            return told;
        }
        String value = IamContext.ofRequest(key.name(), request);
        return value == null ? null : List.of(value);
    }
}
