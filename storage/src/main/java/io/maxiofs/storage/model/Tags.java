package io.maxiofs.storage.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags of an object or bucket, in the order given. The limits of S3 (10 or 50 tags, 128 and 256 characters) are
 * checked where a request is read, since they answer with S3's own errors.
 */
public record Tags(Map<String, String> values) {
    public static final Tags NONE = new Tags(Map.of());

    public Tags {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int count() {
        return values.size();
    }
}
