package io.maxiofs.desktop.supervisor;

import java.util.List;
import java.util.Optional;

/**
 * What a new server made for its first administrator and shows once.
 *
 * @param password empty if the person chose it
 */
public record FirstCredentials(String user, Optional<String> password, String accessKey, Optional<String> secretKey) {

    /** Reads what the server printed before it was ready; empty if that was not its first start. */
    static Optional<FirstCredentials> in(List<String> lines) {
        Optional<String> user = value(lines, "user");
        Optional<String> accessKey = value(lines, "access key");
        if (user.isEmpty() || accessKey.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FirstCredentials(
                user.get(), shown(value(lines, "password")), accessKey.get(), shown(value(lines, "secret key"))));
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }

    /** What was given to the server is not repeated by it. */
    private static Optional<String> shown(Optional<String> value) {
        return value.filter(text -> !text.startsWith("("));
    }

    @Override
    public String toString() {
        return "FirstCredentials[" + user + "]";
    }
}
