package io.maxiofs.server.s3.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decoded query parameters. Names are case-sensitive, a parameter without {@code =} has an empty value, and of a
 * repeated parameter the first value counts.
 */
public record QueryParameters(Map<String, List<String>> values) {
    public static final QueryParameters NONE = new QueryParameters(Map.of());

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable String value(String name) {
        List<String> all = values.get(name);
        return all == null || all.isEmpty() ? null : all.getFirst();
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(value(name));
    }

    public Set<String> names() {
        return values.keySet();
    }
}
