package io.maxiofs.server.s3.call;

import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.model.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One operation with what it needs. Immutable.
 *
 * @param bucket null for the service itself; perhaps not a valid name
 * @param key null unless it is about an object
 * @param headers by lower case name
 */
public record S3Call(
        S3Operation operation,
        @Nullable String bucket,
        @Nullable ObjectKey key,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {
    private static final byte[] NO_BODY = new byte[0];

    /** About a bucket. */
    public static S3Call of(S3Operation operation, String bucket) {
        return new S3Call(operation, bucket, null, Map.of(), Map.of(), NO_BODY);
    }

    /** About an object. */
    public static S3Call of(S3Operation operation, String bucket, ObjectKey key) {
        return new S3Call(operation, bucket, key, Map.of(), Map.of(), NO_BODY);
    }

    /** @param value null leaves the parameter out */
    public S3Call query(String name, @Nullable String value) {
        return value == null ? this : new S3Call(operation, bucket, key, with(query, name, value), headers, body);
    }

    /**
     * @param lowerCaseName of the header
     * @param value null leaves the header out
     */
    public S3Call header(String lowerCaseName, @Nullable String value) {
        return value == null
                ? this
                : new S3Call(operation, bucket, key, query, with(headers, lowerCaseName, value), body);
    }

    /** @param bytes not copied */
    public S3Call body(byte[] bytes) {
        return new S3Call(operation, bucket, key, query, headers, bytes);
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return more;
    }

    QueryParameters parameters() {
        Map<String, List<String>> values = new HashMap<>();
        query.forEach((name, value) -> values.put(name, List.of(value)));
        return new QueryParameters(values);
    }
}
