package io.maxiofs.server.s3.request;

import static io.maxiofs.server.s3.request.HttpMethod.DELETE;
import static io.maxiofs.server.s3.request.HttpMethod.GET;
import static io.maxiofs.server.s3.request.HttpMethod.HEAD;
import static io.maxiofs.server.s3.request.HttpMethod.POST;
import static io.maxiofs.server.s3.request.HttpMethod.PUT;
import static io.maxiofs.server.s3.request.Route.Scope.BUCKET;
import static io.maxiofs.server.s3.request.Route.Scope.OBJECT;
import static io.maxiofs.server.s3.request.Route.Scope.SERVICE;

import io.maxiofs.server.s3.request.Route.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rows themselves: which request is which operation. */
final class RouteTable {
    static final String COPY_SOURCE = "x-amz-copy-source";

    /** Parameters that change an operation but do not choose it, by where they may stand. */
    static final Set<String> SERVICE_MODIFIERS = Set.of("prefix", "max-buckets", "continuation-token", "bucket-region");

    static final Set<String> BUCKET_MODIFIERS = Set.of(
            "prefix",
            "delimiter",
            "marker",
            "max-keys",
            "encoding-type",
            "list-type",
            "continuation-token",
            "start-after",
            "fetch-owner",
            "key-marker",
            "version-id-marker",
            "upload-id-marker",
            "max-uploads",
            "id");
    static final Set<String> OBJECT_MODIFIERS =
            Set.of("versionId", "partNumber", "max-parts", "part-number-marker", "encoding-type", "select-type");

    private RouteTable() {}

    static List<Route> rows() {
        List<Route> rows = new ArrayList<>();
        addService(rows);
        addBucket(rows);
        addBucketSettings(rows);
        addBucketConfigurations(rows);
        addBucketMetadata(rows);
        addObject(rows);
        return List.copyOf(rows);
    }

    private static void addService(List<Route> rows) {
        rows.add(row(GET, SERVICE, S3Operation.LIST_BUCKETS));
        rows.add(new Route(
                GET, SERVICE, Set.of(), "x-id=ListDirectoryBuckets", null, S3Operation.LIST_DIRECTORY_BUCKETS));
        rows.add(row(HEAD, SERVICE, S3Operation.HEAD_SERVICE));
        rows.add(row(POST, SERVICE, S3Operation.QUERY_PROTOCOL));
    }

    private static void addBucket(List<Route> rows) {
        rows.add(row(PUT, BUCKET, S3Operation.CREATE_BUCKET));
        rows.add(row(HEAD, BUCKET, S3Operation.HEAD_BUCKET));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET));
        rows.add(row(POST, BUCKET, S3Operation.POST_OBJECT));
        rows.add(new Route(POST, BUCKET, Set.of(), null, "x-amz-request-route", S3Operation.WRITE_GET_OBJECT_RESPONSE));
        rows.add(row(GET, BUCKET, S3Operation.LIST_OBJECTS));
        rows.add(new Route(GET, BUCKET, Set.of(), "list-type=2", null, S3Operation.LIST_OBJECTS_V2));
        rows.add(row(GET, BUCKET, S3Operation.LIST_OBJECT_VERSIONS, "versions"));
        rows.add(row(GET, BUCKET, S3Operation.LIST_MULTIPART_UPLOADS, "uploads"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_LOCATION, "location"));
        rows.add(row(POST, BUCKET, S3Operation.DELETE_OBJECTS, "delete"));
        rows.add(row(GET, BUCKET, S3Operation.CREATE_SESSION, "session"));
    }

    private static void addBucketSettings(List<Route> rows) {
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_ACL, "acl"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_ACL, "acl"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_VERSIONING, "versioning"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_VERSIONING, "versioning"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_LOGGING, "logging"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_LOGGING, "logging"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_ABAC, "abac"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_ABAC, "abac"));
        rows.add(row(GET, BUCKET, S3Operation.GET_OBJECT_LOCK_CONFIGURATION, "object-lock"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_OBJECT_LOCK_CONFIGURATION, "object-lock"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION, "notification"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION, "notification"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_REQUEST_PAYMENT, "requestPayment"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_REQUEST_PAYMENT, "requestPayment"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION, "accelerate"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION, "accelerate"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_POLICY, "policy"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_POLICY, "policy"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_POLICY, "policy"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_POLICY_STATUS, "policyStatus"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_CORS, "cors"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_CORS, "cors"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_CORS, "cors"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION, "lifecycle"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION, "lifecycle"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_LIFECYCLE, "lifecycle"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_TAGGING, "tagging"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_TAGGING, "tagging"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_TAGGING, "tagging"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_ENCRYPTION, "encryption"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_ENCRYPTION, "encryption"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_ENCRYPTION, "encryption"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_WEBSITE, "website"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_WEBSITE, "website"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_WEBSITE, "website"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_REPLICATION, "replication"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_REPLICATION, "replication"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_REPLICATION, "replication"));
        rows.add(row(GET, BUCKET, S3Operation.GET_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"));
    }

    private static void addBucketConfigurations(List<Route> rows) {
        rows.add(row(GET, BUCKET, S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS, "inventory"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_INVENTORY_CONFIGURATION, "inventory", "id"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION, "inventory", "id"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_INVENTORY_CONFIGURATION, "inventory", "id"));
        rows.add(row(GET, BUCKET, S3Operation.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, "analytics"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_ANALYTICS_CONFIGURATION, "analytics", "id"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_ANALYTICS_CONFIGURATION, "analytics", "id"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_ANALYTICS_CONFIGURATION, "analytics", "id"));
        rows.add(row(GET, BUCKET, S3Operation.LIST_BUCKET_METRICS_CONFIGURATIONS, "metrics"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_METRICS_CONFIGURATION, "metrics", "id"));
        rows.add(row(PUT, BUCKET, S3Operation.PUT_BUCKET_METRICS_CONFIGURATION, "metrics", "id"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_METRICS_CONFIGURATION, "metrics", "id"));
        rows.add(row(GET, BUCKET, S3Operation.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, "intelligent-tiering"));
        rows.add(row(
                GET, BUCKET, S3Operation.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, "intelligent-tiering", "id"));
        rows.add(row(
                PUT, BUCKET, S3Operation.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, "intelligent-tiering", "id"));
        rows.add(row(
                DELETE,
                BUCKET,
                S3Operation.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                "intelligent-tiering",
                "id"));
    }

    private static void addBucketMetadata(List<Route> rows) {
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"));
        rows.add(row(POST, BUCKET, S3Operation.CREATE_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"));
        rows.add(row(GET, BUCKET, S3Operation.GET_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"));
        rows.add(row(POST, BUCKET, S3Operation.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"));
        rows.add(row(DELETE, BUCKET, S3Operation.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"));
        rows.add(row(
                PUT,
                BUCKET,
                S3Operation.UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION,
                "metadataInventoryTable"));
        rows.add(row(
                PUT, BUCKET, S3Operation.UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION, "metadataJournalTable"));
    }

    private static void addObject(List<Route> rows) {
        rows.add(row(PUT, OBJECT, S3Operation.PUT_OBJECT));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT));
        rows.add(row(HEAD, OBJECT, S3Operation.HEAD_OBJECT));
        rows.add(row(DELETE, OBJECT, S3Operation.DELETE_OBJECT));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_ATTRIBUTES, "attributes"));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_TORRENT, "torrent"));
        rows.add(row(POST, OBJECT, S3Operation.RESTORE_OBJECT, "restore"));
        rows.add(row(POST, OBJECT, S3Operation.SELECT_OBJECT_CONTENT, "select"));
        rows.add(row(PUT, OBJECT, S3Operation.RENAME_OBJECT, "renameObject"));
        rows.add(row(PUT, OBJECT, S3Operation.UPDATE_OBJECT_ENCRYPTION, "encryption"));
        rows.add(row(POST, OBJECT, S3Operation.CREATE_MULTIPART_UPLOAD, "uploads"));
        rows.add(row(PUT, OBJECT, S3Operation.UPLOAD_PART, "uploadId", "partNumber"));
        rows.add(row(GET, OBJECT, S3Operation.LIST_PARTS, "uploadId"));
        rows.add(row(POST, OBJECT, S3Operation.COMPLETE_MULTIPART_UPLOAD, "uploadId"));
        rows.add(row(DELETE, OBJECT, S3Operation.ABORT_MULTIPART_UPLOAD, "uploadId"));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_ACL, "acl"));
        rows.add(row(PUT, OBJECT, S3Operation.PUT_OBJECT_ACL, "acl"));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_TAGGING, "tagging"));
        rows.add(row(PUT, OBJECT, S3Operation.PUT_OBJECT_TAGGING, "tagging"));
        rows.add(row(DELETE, OBJECT, S3Operation.DELETE_OBJECT_TAGGING, "tagging"));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_RETENTION, "retention"));
        rows.add(row(PUT, OBJECT, S3Operation.PUT_OBJECT_RETENTION, "retention"));
        rows.add(row(GET, OBJECT, S3Operation.GET_OBJECT_LEGAL_HOLD, "legal-hold"));
        rows.add(row(PUT, OBJECT, S3Operation.PUT_OBJECT_LEGAL_HOLD, "legal-hold"));
        rows.add(new Route(PUT, OBJECT, Set.of(), null, COPY_SOURCE, S3Operation.COPY_OBJECT));
        rows.add(new Route(
                PUT, OBJECT, Set.of("uploadId", "partNumber"), null, COPY_SOURCE, S3Operation.UPLOAD_PART_COPY));
    }

    private static Route row(HttpMethod method, Scope scope, S3Operation operation, String... parameters) {
        return new Route(method, scope, Set.of(parameters), null, null, operation);
    }
}
