package io.maxiofs.server.s3.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers of which each is there once.
 *
 * @param values by lower case name
 */
public record SingleHeaders(Map<String, String> values) implements RequestHeaders {

    @Override
    public @Nullable String value(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<String> all(String name) {
        String value = value(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(lowerCasePrefix)) {
                found.put(name, value);
            }
        });
        return found;
    }
}
