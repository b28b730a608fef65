package io.maxiofs.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.maxiofs.server.policy.PolicyCondition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the lines of a Condition element. */
final class ConditionReader {
    private static final String IF_EXISTS = "ifexists";
    private static final String ANY = "foranyvalue:";
    private static final String ALL = "forallvalues:";

    private ConditionReader() {}

    static PolicyCondition read(String type, String key, JsonNode values, boolean variables) {
        String name = type.toLowerCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.NONE;
        if (name.startsWith(ANY)) {
            quantifier = Quantifier.FOR_ANY_VALUE;
            name = name.substring(ANY.length());
        } else if (name.startsWith(ALL)) {
            quantifier = Quantifier.FOR_ALL_VALUES;
            name = name.substring(ALL.length());
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        ConditionOperator operator =
                ConditionOperator.ofWireName(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
        if (operator == null || (operator == ConditionOperator.NULL && (ifExists || quantifier != Quantifier.NONE))) {
            throw new MalformedPolicyException("Invalid Condition type : " + type);
        }
        ConditionKey parsed = ConditionKey.of(key);
        if (!parsed.isKnown()) {
            throw new MalformedPolicyException("Policy has an invalid condition key");
        }
        return new PolicyCondition(operator, quantifier, ifExists, parsed, templates(operator, values, variables));
    }

    private static List<PolicyTemplate> templates(ConditionOperator operator, JsonNode values, boolean variables) {
        List<PolicyTemplate> templates = new ArrayList<>();
        for (JsonNode value : values.isArray() ? values : List.of(values)) {
            if (!value.isValueNode() || value.isNull()) {
                throw new MalformedPolicyException("This policy contains invalid Json");
            }
            String text = value.asText();
            PolicyTemplate template = PolicyTemplate.parse(text, operator.hasWildcards(), variables);
            boolean known = template.isFixed() || operator.hasWildcards();
            if (known && !operator.isReadable(text)) {
                throw new MalformedPolicyException("Policy has an invalid condition value");
            }
            templates.add(template);
        }
        if (templates.isEmpty()) {
            throw new MalformedPolicyException("Policy has an invalid condition value");
        }
        return templates;
    }
}
