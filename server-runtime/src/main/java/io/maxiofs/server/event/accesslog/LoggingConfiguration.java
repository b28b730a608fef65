package io.maxiofs.server.event.accesslog;

import io.maxiofs.storage.model.BucketName;

/**
 * Where the log of a bucket goes.
 *
 * @param prefix of the keys of log objects; may be empty
 */
public record LoggingConfiguration(BucketName target, String prefix, KeyFormat format) {

    /** How log objects are named. */
    public enum KeyFormat {
        /** Prefix, time, a unique ending. */
        SIMPLE,
        /** The same behind owner, region, bucket and day, which is the day of delivery. */
        PARTITIONED_BY_DELIVERY,
        /** The same with the day of the requests. */
        PARTITIONED_BY_EVENT
    }
}
