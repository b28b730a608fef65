package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyContext;
import io.maxiofs.server.policy.PolicyPrincipals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same question, asked as if a policy that names a whole account did not mean those inside it. */
record NamedItself(IamContext whole) implements PolicyContext {

    @Override
    public String action() {
        return whole.action();
    }

    @Override
    public String resource() {
        return whole.resource();
    }

    @Override
    public boolean isNamedBy(PolicyPrincipals.Name name) {
        return whole.isNamedItself(name);
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        return whole.values(key);
    }
}
