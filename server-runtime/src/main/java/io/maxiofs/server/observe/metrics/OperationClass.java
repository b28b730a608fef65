package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.s3.request.S3Operation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operations that are measured together, because people compare them and because they take alike. */
public enum OperationClass {
    READ_SMALL(0),
    READ_LARGE(1),
    HEAD(2),
    WRITE_SMALL(3),
    WRITE_LARGE(4),
    LIST(5),
    DELETE(6),
    MULTIPART(7),
    SETTINGS(8),
    ADMIN(9),
    OTHER(10);

    /** Bytes of a body that is still small. */
    static final long SMALL_BYTES = 128 << 10;

    private final int index;
    private final String text = name().toLowerCase(Locale.ROOT);

    OperationClass(int index) {
        this.index = index;
    }

    /** Place in arrays of the hot path, from 0 without gaps. */
    int index() {
        return index;
    }

    /** As in documents and in labels. */
    public String text() {
        return text;
    }

    /** @param operation null if the request could not be routed */
    public static OperationClass of(@Nullable S3Operation operation, long bytesIn, long bytesOut) {
        if (operation == null) {
            return OTHER;
        }
        return switch (operation) {
            case GET_OBJECT, SELECT_OBJECT_CONTENT, GET_OBJECT_TORRENT ->
                bytesOut <= SMALL_BYTES ? READ_SMALL : READ_LARGE;
            case HEAD_OBJECT, HEAD_BUCKET, HEAD_SERVICE, GET_OBJECT_ATTRIBUTES -> HEAD;
            case PUT_OBJECT, POST_OBJECT, COPY_OBJECT, RENAME_OBJECT ->
                bytesIn <= SMALL_BYTES ? WRITE_SMALL : WRITE_LARGE;
            case LIST_BUCKETS,
                    LIST_OBJECTS,
                    LIST_OBJECTS_V2,
                    LIST_OBJECT_VERSIONS,
                    LIST_MULTIPART_UPLOADS,
                    LIST_PARTS,
                    LIST_DIRECTORY_BUCKETS -> LIST;
            case DELETE_OBJECT, DELETE_OBJECTS, DELETE_BUCKET -> DELETE;
            case CREATE_MULTIPART_UPLOAD,
                    UPLOAD_PART,
                    UPLOAD_PART_COPY,
                    COMPLETE_MULTIPART_UPLOAD,
                    ABORT_MULTIPART_UPLOAD -> MULTIPART;
            default -> SETTINGS;
        };
    }
}
