package io.maxiofs.server.s3.operation;

import io.maxiofs.server.event.notification.NotificationTargets;
import io.maxiofs.server.s3.veeam.Capacity;
import io.maxiofs.server.service.ObjectSizeLimit;

/**
 * What the operations need to know of the server they run in.
 *
 * @param region the server's, as in signatures
 * @param quickBodyBytes bodies up to this size are taken in on the connection's I/O thread; at most the size up to which
 *     the store keeps a body in memory
 * @param data what happens to data of which requests and buckets say nothing
 * @param targets whom buckets may tell of changes
 * @param capacity how much room there is
 * @param limit on objects
 */
public record OperationSettings(
        String region,
        int quickBodyBytes,
        Data data,
        NotificationTargets targets,
        Capacity capacity,
        ObjectSizeLimit limit) {
    /** Region of a server that was told none. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** @throws IllegalArgumentException if the region is empty or the size negative */
    public OperationSettings {
        if (region.isEmpty() || quickBodyBytes < 0) {
            throw new IllegalArgumentException("Invalid settings of operations: " + region + ", " + quickBodyBytes);
        }
    }

    /** A server that can tell nobody and knows nothing of its disk. */
    public OperationSettings(String region, int quickBodyBytes, Data data) {
        this(region, quickBodyBytes, data, NotificationTargets.NONE, Capacity.UNKNOWN, ObjectSizeLimit.OF_S3);
    }

    /** With what a server does that was told nothing of its data. */
    public OperationSettings(String region, int quickBodyBytes) {
        this(region, quickBodyBytes, Data.STANDARD);
    }

    /**
     * What happens to data.
     *
     * @param encryptsByDefault whether the store encrypts bodies of which nobody says anything
     * @param customerKeysNeedTls whether keys of clients are refused on connections that are not encrypted
     * @param lifecycleDaySeconds how long a day of a lifecycle rule lasts
     */
    public record Data(boolean encryptsByDefault, boolean customerKeysNeedTls, int lifecycleDaySeconds) {
        /** As the settings are by default. */
        public static final Data STANDARD = new Data(false, true, 86_400);

        /** @throws IllegalArgumentException if a day does not last at least a second */
        public Data {
            if (lifecycleDaySeconds < 1) {
                throw new IllegalArgumentException("A day of " + lifecycleDaySeconds + " seconds");
            }
        }
    }
}
