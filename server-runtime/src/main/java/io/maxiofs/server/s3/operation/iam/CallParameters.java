package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.s3.request.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a call, as actions read them.
 *
 * @param notes what the audit is told beside the parameters; filled by the action while it runs, on its thread
 */
record CallParameters(QueryParameters parameters, Map<String, String> notes) {

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
            throw IamException.invalid("1 validation error detected: Value null at '" + shown(name)
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** @throws IamException ValidationError if it is missing or longer */
    String required(String name, int maxCharacters) {
        String value = required(name);
        if (value.length() > maxCharacters) {
            throw IamException.invalid("1 validation error detected: Value at '" + shown(name)
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + maxCharacters);
        }
        return value;
    }

    private static String shown(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
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
        throw IamException.invalid("1 validation error detected: Value at '" + shown(name)
                + "' failed to satisfy constraint: Member must have value between " + minimum + " and " + maximum);
    }

    /**
     * A list given as {@code NAME.member.N}.
     *
     * @throws IamException LimitExceeded if there are more than {@code maxItems}
     */
    List<String> list(String name, int maxItems) {
        List<String> items = new ArrayList<>();
        for (int i = 1; ; i++) {
            String item = parameters.value(name + ".member." + i);
            if (item == null) {
                return items;
            }
            if (items.size() == maxItems) {
                throw IamNames.limit("Cannot exceed quota for " + name + ": " + maxItems);
            }
            items.add(item);
        }
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
}
