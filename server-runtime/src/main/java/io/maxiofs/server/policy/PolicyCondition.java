package io.maxiofs.server.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a Condition element: a key, how it is compared, and with what.
 *
 * @param ifExists whether it holds where the request has no such key
 */
record PolicyCondition(
        ConditionOperator operator,
        Quantifier quantifier,
        boolean ifExists,
        ConditionKey key,
        List<PolicyTemplate> wanted) {

    PolicyCondition {
        wanted = List.copyOf(wanted);
    }

    /** How several values of a request count. */
    enum Quantifier {
        /** Keys with one value. With several, one that matches is enough. */
        NONE,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    /**
     * Whether it holds.
     *
     * @param whenUnreadable the answer if the request's value is not what the operator compares. A condition that cannot be
     *     judged must not let anybody in, so it holds in a statement that denies and does not in one that allows.
     */
    boolean holds(PolicyContext context, boolean whenUnreadable) {
        List<String> values = context.values(key);
        if (operator == ConditionOperator.NULL) {
            return isNull(values == null, context);
        }
        if (values == null || values.isEmpty()) {
            return switch (quantifier) {
                case FOR_ALL_VALUES -> true;
                case FOR_ANY_VALUE -> ifExists && values == null;
                case NONE -> ifExists || operator.isNegated();
            };
        }
        boolean all =
                quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.NONE && operator.isNegated());
        for (String value : values) {
            Boolean one = holdsFor(value, context);
            if (one == null) {
                return whenUnreadable;
            }
            if (one != all) {
                return one;
            }
        }
        return all;
    }

    private boolean isNull(boolean absent, PolicyContext context) {
        for (PolicyTemplate template : wanted) {
            String text = template.resolve(context);
            if (text != null && Boolean.parseBoolean(text) == absent) {
                return true;
            }
        }
        return false;
    }

    /** @return null if the value is not what the operator compares */
    private @Nullable Boolean holdsFor(String value, PolicyContext context) {
        for (PolicyTemplate template : wanted) {
            Boolean equal = operator.compare(value, template, context);
            if (equal == null) {
                return null;
            }
            if (equal) {
                return !operator.isNegated();
            }
        }
        return operator.isNegated();
    }

    boolean readsObject() {
        return key.isOfObject() || wanted.stream().anyMatch(PolicyTemplate::readsObject);
    }
}
