package io.maxiofs.server.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For templates without variables, which ask nothing. */
enum NoContext implements PolicyContext {
    INSTANCE;

    @Override
    public String action() {
        return "";
    }

    @Override
    public String resource() {
        return "";
    }

    @Override
    public boolean isNamedBy(PolicyPrincipals.Name name) {
        return false;
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        return null;
    }
}
