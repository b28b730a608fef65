package io.maxiofs.server.admin.api;

import java.util.List;

/**
 * What a text of the server says, for clients that say it in another language.
 *
 * @param key stable; one of {@link FindingReason} or {@link FailureReason}
 * @param arguments what the text says beside, such as names and numbers, in the order of the key's words
 */
public record Reason(String key, List<String> arguments) {
    public Reason {
        arguments = List.copyOf(arguments);
    }
}
