package io.maxiofs.server.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param principals null in policies that are attached to who asks
 * @param resources null in policies that are attached to what is acted on and name no resource, as those of roles
 */
record PolicyStatement(
        boolean allows,
        @Nullable Choice<PolicyPrincipals> principals,
        Choice<List<PolicyTemplate>> actions,
        @Nullable Choice<List<PolicyTemplate>> resources,
        List<PolicyCondition> conditions) {

    PolicyStatement {
        conditions = List.copyOf(conditions);
    }

    /** An element, or its opposite: {@code Action} and {@code NotAction}. */
    record Choice<T>(T value, boolean negated) {}

    /** Whether the statement speaks of what is asked. */
    boolean applies(PolicyContext context) {
        return namesPrincipal(context)
                && matches(actions, context.action(), context, true)
                && (resources == null || matches(resources, context.resource(), context, false))
                && holds(context);
    }

    private boolean namesPrincipal(PolicyContext context) {
        return principals == null || principals.value().include(context) != principals.negated();
    }

    private static boolean matches(
            Choice<List<PolicyTemplate>> choice, String text, PolicyContext context, boolean ignoreCase) {
        for (PolicyTemplate template : choice.value()) {
            if (template.isEverything() || template.matches(text, context, ignoreCase)) {
                return !choice.negated();
            }
        }
        return choice.negated();
    }

    private boolean holds(PolicyContext context) {
        for (PolicyCondition condition : conditions) {
            if (!condition.holds(context, !allows)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it can only be judged once the object is known. */
    boolean readsObject() {
        if (conditions.stream().anyMatch(PolicyCondition::readsObject)) {
            return true;
        }
        return resources != null && resources.value().stream().anyMatch(PolicyTemplate::readsObject);
    }

    /** Whether it looks at where a bucket is to be. */
    boolean readsLocation() {
        return conditions.stream().anyMatch(condition -> condition.key().name().equals("s3:locationconstraint"));
    }

    /** Whether it looks at the tags a request brings. */
    boolean readsNewTags() {
        return conditions.stream().anyMatch(condition -> condition.key().name().startsWith("s3:requestobjecttag"));
    }
}
