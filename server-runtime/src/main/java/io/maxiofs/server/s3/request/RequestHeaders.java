package io.maxiofs.server.s3.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Headers of a request, found without regard to case. Values are trimmed. */
public interface RequestHeaders {

    /** First value; null if absent. */
    @Nullable String value(String name);

    /** All values in the order sent; empty if absent. */
    List<String> all(String name);

    /** Headers whose name begins with {@code lowerCasePrefix}, by lower case name; repeated ones joined by a comma. */
    Map<String, String> startingWith(String lowerCasePrefix);

    default Optional<String> get(String name) {
        return Optional.ofNullable(value(name));
    }

    default boolean has(String name) {
        return value(name) != null;
    }
}
