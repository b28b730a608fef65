package io.maxiofs.storage.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client stores under {@code x-amz-meta-*}.
 *
 * @param values by lower case name without the prefix
 */
public record UserMetadata(Map<String, String> values) {
    public static final UserMetadata NONE = new UserMetadata(Map.of());

    public UserMetadata {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
