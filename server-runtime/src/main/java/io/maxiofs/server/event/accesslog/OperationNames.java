package io.maxiofs.server.event.accesslog;

import io.maxiofs.server.s3.request.S3Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What operations are called in access logs: {@code REST.}, the method, and what it is done to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Log format</a>
 */
public final class OperationNames {
    private static final Map<String, String> BY_SUBJECT = Map.ofEntries(
            Map.entry("Acl", "ACL"),
            Map.entry("AccelerateConfiguration", "ACCELERATE"),
            Map.entry("Cors", "CORS"),
            Map.entry("Encryption", "ENCRYPTION"),
            Map.entry("InventoryConfiguration", "INVENTORY"),
            Map.entry("InventoryConfigurations", "INVENTORY"),
            Map.entry("Lifecycle", "LIFECYCLE"),
            Map.entry("LifecycleConfiguration", "LIFECYCLE"),
            Map.entry("Location", "LOCATION"),
            Map.entry("Logging", "LOGGING_STATUS"),
            Map.entry("NotificationConfiguration", "NOTIFICATION"),
            Map.entry("OwnershipControls", "OWNERSHIP_CONTROLS"),
            Map.entry("Policy", "BUCKETPOLICY"),
            Map.entry("PolicyStatus", "POLICY_STATUS"),
            Map.entry("Replication", "REPLICATION"),
            Map.entry("RequestPayment", "REQUEST_PAYMENT"),
            Map.entry("Versioning", "VERSIONING"),
            Map.entry("Website", "WEBSITE"));

    private OperationNames() {}

    /**
     * The name of an operation.
     *
     * @param operation null if the request could not be understood
     */
    public static String of(@Nullable S3Operation operation, String method, boolean object) {
        if (operation == null) {
            return "REST." + method + (object ? ".OBJECT" : ".BUCKET");
        }
        return switch (operation) {
            case COPY_OBJECT -> "REST.COPY.OBJECT";
            case UPLOAD_PART_COPY -> "REST.COPY.PART";
            case DELETE_OBJECTS -> "REST.POST.MULTI_OBJECT_DELETE";
            default -> "REST." + method + "." + subject(operation, object);
        };
    }

    private static String subject(S3Operation operation, boolean object) {
        return switch (operation) {
            case LIST_OBJECT_VERSIONS -> "BUCKETVERSIONS";
            case LIST_MULTIPART_UPLOADS, CREATE_MULTIPART_UPLOAD -> "UPLOADS";
            case COMPLETE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD, LIST_PARTS -> "UPLOAD";
            case UPLOAD_PART -> "PART";
            case GET_OBJECT_ACL, PUT_OBJECT_ACL -> "ACL";
            case GET_OBJECT_TAGGING, PUT_OBJECT_TAGGING, DELETE_OBJECT_TAGGING -> "OBJECT_TAGGING";
            case GET_BUCKET_TAGGING, PUT_BUCKET_TAGGING, DELETE_BUCKET_TAGGING -> "TAGGING";
            case GET_OBJECT_LEGAL_HOLD, PUT_OBJECT_LEGAL_HOLD -> "OBJECT_LEGAL_HOLD";
            case GET_OBJECT_RETENTION, PUT_OBJECT_RETENTION -> "OBJECT_LOCK_RETENTION";
            case GET_OBJECT_LOCK_CONFIGURATION, PUT_OBJECT_LOCK_CONFIGURATION -> "OBJECT_LOCK";
            case GET_PUBLIC_ACCESS_BLOCK, PUT_PUBLIC_ACCESS_BLOCK, DELETE_PUBLIC_ACCESS_BLOCK -> "PUBLIC_ACCESS_BLOCK";
            default -> ofBucket(operation.wireName(), object);
        };
    }

    private static String ofBucket(String wireName, boolean object) {
        int bucket = wireName.indexOf("Bucket");
        String known = bucket < 0 ? null : BY_SUBJECT.get(wireName.substring(bucket + "Bucket".length()));
        if (known != null) {
            return known;
        }
        return object ? "OBJECT" : "BUCKET";
    }
}
