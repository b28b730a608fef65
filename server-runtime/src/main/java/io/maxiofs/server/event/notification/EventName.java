package io.maxiofs.server.event.notification;

import java.util.Set;

/**
 * The events a rule may name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">
 *     Supported event types</a>
 */
public final class EventName {
    private static final Set<String> KNOWN = Set.of(
            "s3:ReducedRedundancyLostObject",
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRestore:*",
            "s3:ObjectRestore:Post",
            "s3:ObjectRestore:Completed",
            "s3:ObjectRestore:Delete",
            "s3:Replication:*",
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationReplicatedAfterThreshold",
            "s3:Replication:OperationNotTracked",
            "s3:LifecycleTransition",
            "s3:IntelligentTiering",
            "s3:ObjectAcl:Put",
            "s3:LifecycleExpiration:*",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated",
            "s3:ObjectTagging:*",
            "s3:ObjectTagging:Put",
            "s3:ObjectTagging:Delete");

    private EventName() {}

    /** Whether S3 has such an event. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /**
     * Whether what a rule names covers an event.
     *
     * @param event in the short form, such as {@code ObjectCreated:Put}
     */
    static boolean covers(String named, String event) {
        String shortName = named.substring("s3:".length());
        return shortName.endsWith("*")
                ? event.startsWith(shortName.substring(0, shortName.length() - 1))
                : shortName.equals(event);
    }

    /** Whether one event could be covered by both. */
    static boolean overlap(String first, String second) {
        return covers(first, withoutStar(second)) || covers(second, withoutStar(first));
    }

    private static String withoutStar(String named) {
        return named.substring("s3:".length()).replace("*", "");
    }
}
