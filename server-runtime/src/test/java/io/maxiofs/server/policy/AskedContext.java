package io.maxiofs.server.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question made up for a test. */
record AskedContext(String action, String resource, Set<String> names, Map<String, List<String>> facts)
        implements PolicyContext {

    @Override
    public boolean isNamedBy(PolicyPrincipals.Name name) {
        return name.isEverybody() || names.contains(name.value());
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        return facts.get(key.part().isEmpty() ? key.name() : key.name() + "/" + key.part());
    }
}
