package io.maxiofs.server.s3.operation.form;

import java.util.Optional;

/** Parameters of a header's value, such as {@code form-data; name="key"; filename="a;b.txt"}. */
final class HeaderParameters {
    private HeaderParameters() {}

    /**
     * The value of a parameter, without quotes; empty if it is absent. Of a repeated parameter the first counts. Only a
     * quote is taken for escaped by a backslash: browsers send those of a Windows path as they are.
     */
    static Optional<String> find(String header, String name) {
        int at = end(header, 0);
        while (at < header.length()) {
            int start = at + 1;
            at = end(header, start);
            String parameter = header.substring(start, at);
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(unquoted(parameter.substring(equals + 1).strip()));
            }
        }
        return Optional.empty();
    }

    /** Where the piece that begins at {@code start} ends: at a semicolon outside of quotes. */
    private static int end(String header, int start) {
        boolean quoted = false;
        for (int i = start; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"' && !(quoted && header.charAt(i - 1) == '\\')) {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"")
                : value;
    }
}
