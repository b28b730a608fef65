package io.maxiofs.storage.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Headers that S3 keeps with an object and returns as they came: Content-Type, Content-Encoding, Content-Language,
 * Content-Disposition, Cache-Control, Expires.
 *
 * @param headers by lower case name
 */
public record SystemMetadata(Map<String, String> headers) {
    public static final SystemMetadata NONE = new SystemMetadata(Map.of());

    public SystemMetadata {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    public Optional<String> get(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
