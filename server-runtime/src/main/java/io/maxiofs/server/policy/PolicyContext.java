package io.maxiofs.server.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy is asked about: one action on one resource by one principal, and what conditions may look at. */
public interface PolicyContext {

    /** Such as {@code s3:GetObject} or {@code iam:CreateUser}. */
    String action();

    /** Amazon resource name of what is acted on; {@code *} for a service as a whole. */
    String resource();

    /** Whether a principal that a policy names is who asks. */
    boolean isNamedBy(PolicyPrincipals.Name name);

    /** Values of a condition key, in any order; null if the request has none. */
    @Nullable List<String> values(ConditionKey key);
}
