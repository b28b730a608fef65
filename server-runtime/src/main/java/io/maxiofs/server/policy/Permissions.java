package io.maxiofs.server.policy;

import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which permissions an operation needs. Every operation has a row.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for S3 API operations</a>
 */
public final class Permissions {
    private static final Map<S3Operation, Row> TABLE = new EnumMap<>(S3Operation.class);

    private Permissions() {}

    /** How an operation's permission is decided. */
    public enum Decision {
        /** By its row, before the handler is called. */
        ROW,
        /** By the handler, key by key or once the body has told who asks; nobody is refused before. */
        HANDLER
    }

    /**
     * What an operation needs.
     *
     * @param action what it needs where the request names no version
     * @param versionAction what it needs where it does
     * @param further a second permission that always goes with it; null if none
     * @param furtherVersion the same where the request names a version; null if none
     */
    public record Row(
            Decision decision,
            S3Action action,
            S3Action versionAction,
            @Nullable S3Action further,
            @Nullable S3Action furtherVersion) {
        S3Action action(boolean version) {
            return version ? versionAction : action;
        }
    }

    static {
        service();
        reads();
        writes();
        multipart();
        access();
        settings();
        neverBuilt();
    }

    private static void put(S3Operation operation, S3Action action) {
        put(operation, action, action);
    }

    private static void put(S3Operation operation, S3Action action, S3Action versionAction) {
        TABLE.put(operation, new Row(Decision.ROW, action, versionAction, null, null));
    }

    private static void byHandler(S3Operation operation, S3Action action) {
        TABLE.put(operation, new Row(Decision.HANDLER, action, action, null, null));
    }

    private static void service() {
        put(S3Operation.LIST_BUCKETS, S3Action.LIST_ALL_MY_BUCKETS);
        put(S3Operation.HEAD_SERVICE, S3Action.LIST_ALL_MY_BUCKETS);
        put(S3Operation.CREATE_BUCKET, S3Action.CREATE_BUCKET);
        put(S3Operation.HEAD_BUCKET, S3Action.LIST_BUCKET);
        put(S3Operation.DELETE_BUCKET, S3Action.DELETE_BUCKET);
        put(S3Operation.GET_BUCKET_LOCATION, S3Action.GET_BUCKET_LOCATION);
        put(S3Operation.LIST_OBJECTS, S3Action.LIST_BUCKET);
        put(S3Operation.LIST_OBJECTS_V2, S3Action.LIST_BUCKET);
        put(S3Operation.LIST_OBJECT_VERSIONS, S3Action.LIST_BUCKET_VERSIONS);
        put(S3Operation.LIST_MULTIPART_UPLOADS, S3Action.LIST_BUCKET_MULTIPART_UPLOADS);
        // Users, keys and sessions: the handler reads who may do what out of the body.
        byHandler(S3Operation.QUERY_PROTOCOL, S3Action.LIST_ALL_MY_BUCKETS);
    }

    private static void reads() {
        put(S3Operation.GET_OBJECT, S3Action.GET_OBJECT, S3Action.GET_OBJECT_VERSION);
        put(S3Operation.HEAD_OBJECT, S3Action.GET_OBJECT, S3Action.GET_OBJECT_VERSION);
        put(S3Operation.SELECT_OBJECT_CONTENT, S3Action.GET_OBJECT, S3Action.GET_OBJECT_VERSION);
        put(S3Operation.GET_OBJECT_TORRENT, S3Action.GET_OBJECT_TORRENT, S3Action.GET_OBJECT_VERSION_TORRENT);
        TABLE.put(
                S3Operation.GET_OBJECT_ATTRIBUTES,
                new Row(
                        Decision.ROW,
                        S3Action.GET_OBJECT,
                        S3Action.GET_OBJECT_VERSION,
                        S3Action.GET_OBJECT_ATTRIBUTES,
                        S3Action.GET_OBJECT_VERSION_ATTRIBUTES));
        put(S3Operation.GET_OBJECT_TAGGING, S3Action.GET_OBJECT_TAGGING, S3Action.GET_OBJECT_VERSION_TAGGING);
        put(S3Operation.GET_OBJECT_RETENTION, S3Action.GET_OBJECT_RETENTION);
        put(S3Operation.GET_OBJECT_LEGAL_HOLD, S3Action.GET_OBJECT_LEGAL_HOLD);
    }

    private static void writes() {
        put(S3Operation.PUT_OBJECT, S3Action.PUT_OBJECT);
        put(S3Operation.COPY_OBJECT, S3Action.PUT_OBJECT);
        put(S3Operation.RENAME_OBJECT, S3Action.PUT_OBJECT);
        // The fields of a form come with the body.
        byHandler(S3Operation.POST_OBJECT, S3Action.PUT_OBJECT);
        put(S3Operation.DELETE_OBJECT, S3Action.DELETE_OBJECT, S3Action.DELETE_OBJECT_VERSION);
        byHandler(S3Operation.DELETE_OBJECTS, S3Action.DELETE_OBJECT);
        put(S3Operation.PUT_OBJECT_TAGGING, S3Action.PUT_OBJECT_TAGGING, S3Action.PUT_OBJECT_VERSION_TAGGING);
        put(S3Operation.DELETE_OBJECT_TAGGING, S3Action.DELETE_OBJECT_TAGGING, S3Action.DELETE_OBJECT_VERSION_TAGGING);
        put(S3Operation.PUT_OBJECT_RETENTION, S3Action.PUT_OBJECT_RETENTION);
        put(S3Operation.PUT_OBJECT_LEGAL_HOLD, S3Action.PUT_OBJECT_LEGAL_HOLD);
        put(S3Operation.RESTORE_OBJECT, S3Action.RESTORE_OBJECT);
        put(S3Operation.UPDATE_OBJECT_ENCRYPTION, S3Action.UPDATE_OBJECT_ENCRYPTION);
    }

    private static void multipart() {
        put(S3Operation.CREATE_MULTIPART_UPLOAD, S3Action.PUT_OBJECT);
        put(S3Operation.UPLOAD_PART, S3Action.PUT_OBJECT);
        put(S3Operation.UPLOAD_PART_COPY, S3Action.PUT_OBJECT);
        put(S3Operation.COMPLETE_MULTIPART_UPLOAD, S3Action.PUT_OBJECT);
        put(S3Operation.ABORT_MULTIPART_UPLOAD, S3Action.ABORT_MULTIPART_UPLOAD);
        put(S3Operation.LIST_PARTS, S3Action.LIST_MULTIPART_UPLOAD_PARTS);
    }

    private static void access() {
        put(S3Operation.GET_BUCKET_POLICY, S3Action.GET_BUCKET_POLICY);
        put(S3Operation.PUT_BUCKET_POLICY, S3Action.PUT_BUCKET_POLICY);
        put(S3Operation.DELETE_BUCKET_POLICY, S3Action.DELETE_BUCKET_POLICY);
        put(S3Operation.GET_BUCKET_POLICY_STATUS, S3Action.GET_BUCKET_POLICY_STATUS);
        put(S3Operation.GET_BUCKET_ACL, S3Action.GET_BUCKET_ACL);
        put(S3Operation.PUT_BUCKET_ACL, S3Action.PUT_BUCKET_ACL);
        put(S3Operation.GET_OBJECT_ACL, S3Action.GET_OBJECT_ACL, S3Action.GET_OBJECT_VERSION_ACL);
        put(S3Operation.PUT_OBJECT_ACL, S3Action.PUT_OBJECT_ACL, S3Action.PUT_OBJECT_VERSION_ACL);
        put(S3Operation.GET_PUBLIC_ACCESS_BLOCK, S3Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK);
        put(S3Operation.PUT_PUBLIC_ACCESS_BLOCK, S3Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK);
        put(S3Operation.DELETE_PUBLIC_ACCESS_BLOCK, S3Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK);
        put(S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS, S3Action.GET_BUCKET_OWNERSHIP_CONTROLS);
        put(S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS);
        put(S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS, S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS);
    }

    private static void settings() {
        put(S3Operation.GET_BUCKET_VERSIONING, S3Action.GET_BUCKET_VERSIONING);
        put(S3Operation.PUT_BUCKET_VERSIONING, S3Action.PUT_BUCKET_VERSIONING);
        put(S3Operation.GET_OBJECT_LOCK_CONFIGURATION, S3Action.GET_BUCKET_OBJECT_LOCK_CONFIGURATION);
        put(S3Operation.PUT_OBJECT_LOCK_CONFIGURATION, S3Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION);
        put(S3Operation.GET_BUCKET_CORS, S3Action.GET_BUCKET_CORS);
        put(S3Operation.PUT_BUCKET_CORS, S3Action.PUT_BUCKET_CORS);
        put(S3Operation.DELETE_BUCKET_CORS, S3Action.PUT_BUCKET_CORS);
        put(S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION, S3Action.GET_LIFECYCLE_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION, S3Action.PUT_LIFECYCLE_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_LIFECYCLE, S3Action.PUT_LIFECYCLE_CONFIGURATION);
        put(S3Operation.GET_BUCKET_TAGGING, S3Action.GET_BUCKET_TAGGING);
        put(S3Operation.PUT_BUCKET_TAGGING, S3Action.PUT_BUCKET_TAGGING);
        put(S3Operation.DELETE_BUCKET_TAGGING, S3Action.PUT_BUCKET_TAGGING);
        put(S3Operation.GET_BUCKET_ENCRYPTION, S3Action.GET_ENCRYPTION_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_ENCRYPTION, S3Action.PUT_ENCRYPTION_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_ENCRYPTION, S3Action.PUT_ENCRYPTION_CONFIGURATION);
        put(S3Operation.GET_BUCKET_WEBSITE, S3Action.GET_BUCKET_WEBSITE);
        put(S3Operation.PUT_BUCKET_WEBSITE, S3Action.PUT_BUCKET_WEBSITE);
        put(S3Operation.DELETE_BUCKET_WEBSITE, S3Action.DELETE_BUCKET_WEBSITE);
        put(S3Operation.GET_BUCKET_LOGGING, S3Action.GET_BUCKET_LOGGING);
        put(S3Operation.PUT_BUCKET_LOGGING, S3Action.PUT_BUCKET_LOGGING);
        put(S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION, S3Action.GET_BUCKET_NOTIFICATION);
        put(S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION, S3Action.PUT_BUCKET_NOTIFICATION);
        put(S3Operation.GET_BUCKET_REPLICATION, S3Action.GET_REPLICATION_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_REPLICATION, S3Action.PUT_REPLICATION_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_REPLICATION, S3Action.PUT_REPLICATION_CONFIGURATION);
        put(S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION, S3Action.GET_INVENTORY_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION, S3Action.PUT_INVENTORY_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION, S3Action.PUT_INVENTORY_CONFIGURATION);
        put(S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS, S3Action.GET_INVENTORY_CONFIGURATION);
        put(S3Operation.GET_BUCKET_REQUEST_PAYMENT, S3Action.GET_BUCKET_REQUEST_PAYMENT);
        put(S3Operation.PUT_BUCKET_REQUEST_PAYMENT, S3Action.PUT_BUCKET_REQUEST_PAYMENT);
        put(S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION, S3Action.GET_ACCELERATE_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION, S3Action.PUT_ACCELERATE_CONFIGURATION);
    }

    /** Operations that answer NotImplemented, to those who could do them. */
    private static void neverBuilt() {
        put(S3Operation.GET_BUCKET_ANALYTICS_CONFIGURATION, S3Action.GET_ANALYTICS_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_ANALYTICS_CONFIGURATION, S3Action.PUT_ANALYTICS_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION, S3Action.PUT_ANALYTICS_CONFIGURATION);
        put(S3Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, S3Action.GET_ANALYTICS_CONFIGURATION);
        put(S3Operation.GET_BUCKET_METRICS_CONFIGURATION, S3Action.GET_METRICS_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_METRICS_CONFIGURATION, S3Action.PUT_METRICS_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_METRICS_CONFIGURATION, S3Action.PUT_METRICS_CONFIGURATION);
        put(S3Operation.LIST_BUCKET_METRICS_CONFIGURATIONS, S3Action.GET_METRICS_CONFIGURATION);
        put(S3Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, S3Action.GET_INTELLIGENT_TIERING_CONFIGURATION);
        put(S3Operation.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, S3Action.PUT_INTELLIGENT_TIERING_CONFIGURATION);
        put(
                S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                S3Action.PUT_INTELLIGENT_TIERING_CONFIGURATION);
        put(S3Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, S3Action.GET_INTELLIGENT_TIERING_CONFIGURATION);
        put(S3Operation.GET_BUCKET_METADATA_CONFIGURATION, S3Action.GET_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(S3Operation.CREATE_BUCKET_METADATA_CONFIGURATION, S3Action.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(S3Operation.DELETE_BUCKET_METADATA_CONFIGURATION, S3Action.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(S3Operation.GET_BUCKET_METADATA_TABLE_CONFIGURATION, S3Action.GET_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(
                S3Operation.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION,
                S3Action.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(
                S3Operation.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION,
                S3Action.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION);
        put(
                S3Operation.UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION,
                S3Action.UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION);
        put(
                S3Operation.UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION,
                S3Action.UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION);
        put(S3Operation.CREATE_SESSION, S3Action.CREATE_SESSION);
        put(S3Operation.LIST_DIRECTORY_BUCKETS, S3Action.LIST_ALL_MY_BUCKETS);
        put(S3Operation.WRITE_GET_OBJECT_RESPONSE, S3Action.LIST_ALL_MY_BUCKETS);
        put(S3Operation.GET_BUCKET_ABAC, S3Action.GET_BUCKET_ABAC);
        put(S3Operation.PUT_BUCKET_ABAC, S3Action.PUT_BUCKET_ABAC);
    }

    /** What an operation needs, whatever its headers say. */
    public static Row of(S3Operation operation) {
        Row row = TABLE.get(operation);
        if (row == null) {
            throw new IllegalStateException("No permission for " + operation);
        }
        return row;
    }

    /** All permissions the first half of authorising asks for, the operation's own first. */
    static List<S3Action> required(S3Request request) {
        Row row = of(request.operation());
        boolean version = request.query().has("versionId");
        List<S3Action> actions = new ArrayList<>(3);
        actions.add(row.action(version));
        S3Action further = version ? row.furtherVersion() : row.further();
        if (further != null) {
            actions.add(further);
        }
        addImplied(request, actions);
        return actions;
    }

    private static void addImplied(S3Request request, List<S3Action> actions) {
        RequestHeaders headers = request.headers();
        switch (request.operation()) {
            case PUT_OBJECT, COPY_OBJECT, CREATE_MULTIPART_UPLOAD -> {
                if (headers.has("x-amz-acl")
                        || !headers.startingWith("x-amz-grant-").isEmpty()) {
                    actions.add(S3Action.PUT_OBJECT_ACL);
                }
                if (headers.has("x-amz-tagging")) {
                    actions.add(S3Action.PUT_OBJECT_TAGGING);
                }
                if (headers.has("x-amz-object-lock-mode") || headers.has("x-amz-object-lock-retain-until-date")) {
                    actions.add(S3Action.PUT_OBJECT_RETENTION);
                }
                if (headers.has("x-amz-object-lock-legal-hold")) {
                    actions.add(S3Action.PUT_OBJECT_LEGAL_HOLD);
                }
            }
            case CREATE_BUCKET -> {
                if (headers.has("x-amz-acl")
                        || !headers.startingWith("x-amz-grant-").isEmpty()) {
                    actions.add(S3Action.PUT_BUCKET_ACL);
                }
                if (headers.has("x-amz-object-ownership")) {
                    actions.add(S3Action.PUT_BUCKET_OWNERSHIP_CONTROLS);
                }
                if ("true".equalsIgnoreCase(headers.value("x-amz-bucket-object-lock-enabled"))) {
                    actions.add(S3Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION);
                    actions.add(S3Action.PUT_BUCKET_VERSIONING);
                }
            }
            case DELETE_OBJECT, PUT_OBJECT_RETENTION -> {
                if ("true".equalsIgnoreCase(headers.value("x-amz-bypass-governance-retention"))) {
                    actions.add(S3Action.BYPASS_GOVERNANCE_RETENTION);
                }
            }
            default -> {
                // Nothing the headers could add.
            }
        }
    }
}
