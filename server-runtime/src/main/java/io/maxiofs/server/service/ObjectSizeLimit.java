package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.util.function.LongSupplier;

/**
 * Largest object that may be stored, however it comes. Safe on any thread.
 *
 * @param bytes asked for each object, since it may change
 */
public record ObjectSizeLimit(LongSupplier bytes) {
    /** What S3 has. */
    public static final ObjectSizeLimit OF_S3 = new ObjectSizeLimit(() -> 5L << 40);

    /** @throws S3Exception EntityTooLarge */
    public void check(long size) {
        check(size, Long.MAX_VALUE);
    }

    /**
     * As {@link #check(long)}, with another limit beside it.
     *
     * @throws S3Exception EntityTooLarge
     */
    public void check(long size, long most) {
        long limit = Math.min(bytes.getAsLong(), most);
        if (size > limit) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
                    .with("ProposedSize", Long.toString(size))
                    .with("MaxSizeAllowed", Long.toString(limit));
        }
    }
}
