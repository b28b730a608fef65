package io.maxiofs.server.website;

import io.maxiofs.server.s3.request.RequestHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read on the server's own account is not subject to a visitor's conditions and ranges. */
enum NoHeaders implements RequestHeaders {
    INSTANCE;

    @Override
    public @Nullable String value(String name) {
        return null;
    }

    @Override
    public List<String> all(String name) {
        return List.of();
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        return Map.of();
    }
}
