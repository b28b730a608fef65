package io.maxiofs.server.event.accesslog;

import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.storage.model.BucketName;
import java.util.List;

/**
 * Where the log of a bucket goes.
 *
 * @param prefix of the keys of log objects; may be empty
 * @param grants on each log object, beside what its owner has
 */
public record LoggingConfiguration(BucketName target, String prefix, KeyFormat format, List<Grant> grants) {

    public LoggingConfiguration {
        grants = List.copyOf(grants);
    }

    /** How log objects are named. */
    public enum KeyFormat {
        /** Prefix, time, a unique ending; nobody has said so. */
        USUAL,
        /** The same by name. */
        SIMPLE,
        /** The same behind owner, region, bucket and day, which is the day of delivery. */
        PARTITIONED_BY_DELIVERY,
        /** The same with the day of the requests. */
        PARTITIONED_BY_EVENT
    }
}
