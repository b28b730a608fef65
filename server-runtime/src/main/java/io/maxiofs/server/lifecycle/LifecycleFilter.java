package io.maxiofs.server.lifecycle;

import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is about.
 *
 * @param form how the client wrote it, so that it is told so
 * @param prefix of keys; null if none was given
 * @param tags all of which a version must have
 * @param greaterThan size in bytes a version must exceed; null if not asked
 * @param lessThan size in bytes a version must stay below; null if not asked
 */
public record LifecycleFilter(
        Form form,
        @Nullable String prefix,
        Map<String, String> tags,
        @Nullable Long greaterThan,
        @Nullable Long lessThan) {

    /** Where the conditions stand in the document. */
    public enum Form {
        /** A prefix beside the filter's place, as before there were filters. */
        RULE_PREFIX,
        /** One condition, or none, inside the filter. */
        SINGLE,
        /** Several in an And. */
        AND
    }

    public LifecycleFilter {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Prefix of the keys, empty for all. */
    public String keyPrefix() {
        return prefix == null ? "" : prefix;
    }

    public boolean hasSize() {
        return greaterThan != null || lessThan != null;
    }

    /** Whether the filter is about keys only, so that it can be decided without looking at a version. */
    public boolean isKeysOnly() {
        return tags.isEmpty() && !hasSize();
    }

    /** Whether it is about {@code version}. Delete markers have neither tags nor a size. */
    public boolean matches(ObjectVersion version) {
        if (!version.key().value().startsWith(keyPrefix())) {
            return false;
        }
        ObjectContent content = version.content();
        if (content == null) {
            return isKeysOnly();
        }
        return (greaterThan == null || content.size() > greaterThan)
                && (lessThan == null || content.size() < lessThan)
                && hasTags(version);
    }

    private boolean hasTags(ObjectVersion version) {
        Map<String, String> present = version.properties().tags().values();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!tag.getValue().equals(present.get(tag.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
