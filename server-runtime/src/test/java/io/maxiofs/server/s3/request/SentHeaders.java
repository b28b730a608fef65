package io.maxiofs.server.s3.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers as a test sends them. */
public final class SentHeaders implements RequestHeaders {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Names and values in turn. */
    public static SentHeaders of(String... namesAndValues) {
        SentHeaders headers = new SentHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.values
                    .computeIfAbsent(namesAndValues[i], n -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return headers;
    }

    public static SentHeaders of(Map<String, String> values) {
        SentHeaders headers = new SentHeaders();
        values.forEach((name, value) -> headers.values.put(name, List.of(value)));
        return headers;
    }

    @Override
    public @Nullable String value(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    @Override
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, all) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(lowerCasePrefix)) {
                found.put(lower, String.join(",", all));
            }
        });
        return found;
    }
}
