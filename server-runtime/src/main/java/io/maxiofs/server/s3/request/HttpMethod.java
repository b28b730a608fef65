package io.maxiofs.server.s3.request;

import java.util.Optional;

/** The methods operations are called with. */
public enum HttpMethod {
    GET,
    HEAD,
    PUT,
    POST,
    DELETE;

    /** Empty for any other method. Methods are case-sensitive. */
    public static Optional<HttpMethod> of(String name) {
        return switch (name) {
            case "GET" -> Optional.of(GET);
            case "HEAD" -> Optional.of(HEAD);
            case "PUT" -> Optional.of(PUT);
            case "POST" -> Optional.of(POST);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }
}
