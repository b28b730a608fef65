package io.maxiofs.server.s3.operation.caller;

import io.maxiofs.server.s3.request.RequestHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers made from names and values by turns. */
public final class MapHeaders implements RequestHeaders {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private MapHeaders() {}

    /** @param namesAndValues by turns */
    public static MapHeaders of(String... namesAndValues) {
        MapHeaders headers = new MapHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.values
                    .computeIfAbsent(namesAndValues[i].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return headers;
    }

    @Override
    public @Nullable String value(String name) {
        List<String> all = values.get(name.toLowerCase(Locale.ROOT));
        return all == null ? null : all.getFirst();
    }

    @Override
    public List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            if (name.startsWith(lowerCasePrefix)) {
                found.put(name, String.join(",", all));
            }
        });
        return found;
    }
}
