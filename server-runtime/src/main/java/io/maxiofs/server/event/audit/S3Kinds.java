package io.maxiofs.server.event.audit;

import io.maxiofs.server.s3.request.S3Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What operations of S3 do, as far as the audit and maintenance care. */
public final class S3Kinds {
    private static final Set<S3Operation> LOCKS_AND_LISTS = Set.of(
            S3Operation.CREATE_BUCKET,
            S3Operation.DELETE_BUCKET,
            S3Operation.PUT_OBJECT_LOCK_CONFIGURATION,
            S3Operation.PUT_OBJECT_RETENTION,
            S3Operation.PUT_OBJECT_LEGAL_HOLD,
            S3Operation.PUT_OBJECT_ACL,
            S3Operation.PUT_PUBLIC_ACCESS_BLOCK,
            S3Operation.DELETE_PUBLIC_ACCESS_BLOCK);
    private static final Set<S3Operation> NEITHER = Set.of(
            S3Operation.QUERY_PROTOCOL, S3Operation.HEAD_SERVICE, S3Operation.CREATE_SESSION, S3Operation.LIST_BUCKETS);
    private static final Map<S3Operation, Kind> KINDS = kinds();

    private S3Kinds() {}

    /** What an operation does. */
    public enum Kind {
        /** Changes what a bucket is, or who may do what, or what is kept from being deleted. */
        SETTING,
        /** Changes objects. */
        WRITE,
        /** Reads or lists objects. */
        READ,
        /** Anything else. */
        OTHER
    }

    public static Kind of(S3Operation operation) {
        return KINDS.getOrDefault(operation, Kind.OTHER);
    }

    private static Map<S3Operation, Kind> kinds() {
        Map<S3Operation, Kind> kinds = new EnumMap<>(S3Operation.class);
        for (S3Operation operation : S3Operation.values()) {
            kinds.put(operation, kind(operation));
        }
        return kinds;
    }

    private static Kind kind(S3Operation operation) {
        String name = operation.name();
        if (NEITHER.contains(operation)) {
            return Kind.OTHER;
        }
        boolean reading = name.startsWith("GET_") || name.startsWith("HEAD_") || name.startsWith("LIST_");
        boolean ofBucket = name.contains("_BUCKET_") || name.endsWith("_BUCKET") || name.contains("_PUBLIC_ACCESS_");
        if (LOCKS_AND_LISTS.contains(operation)) {
            return Kind.SETTING;
        }
        if (reading) {
            return ofBucket || operation == S3Operation.GET_OBJECT_LOCK_CONFIGURATION ? Kind.OTHER : Kind.READ;
        }
        if (operation == S3Operation.SELECT_OBJECT_CONTENT) {
            return Kind.READ;
        }
        return ofBucket ? Kind.SETTING : Kind.WRITE;
    }
}
