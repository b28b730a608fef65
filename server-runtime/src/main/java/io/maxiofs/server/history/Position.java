package io.maxiofs.server.history;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a listing goes on: behind a key, or behind one version of it.
 *
 * @param key a key or a common prefix that has been dealt with
 * @param version null if the key is done with as a whole
 */
public record Position(String key, @Nullable String version) {

    /** For clients, who give it back as it is. */
    public String text() {
        return encode(key) + (version == null ? "" : "." + version);
    }

    /** Reads what {@link #text()} gave; empty if it is something else. */
    public static Optional<Position> parse(String text) {
        int dot = text.indexOf('.');
        String key = dot < 0 ? text : text.substring(0, dot);
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8);
            return Optional.of(new Position(decoded, dot < 0 ? null : text.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
