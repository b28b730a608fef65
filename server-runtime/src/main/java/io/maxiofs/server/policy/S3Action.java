package io.maxiofs.server.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Permissions as policies name them, without those of services that S3 is not (batch jobs, access points, storage lens).
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions of S3</a>
 */
public enum S3Action {
    LIST_ALL_MY_BUCKETS("ListAllMyBuckets", Level.SERVICE),
    CREATE_BUCKET("CreateBucket", Level.BUCKET),
    LIST_BUCKET("ListBucket", Level.BUCKET),
    LIST_BUCKET_VERSIONS("ListBucketVersions", Level.BUCKET),
    LIST_BUCKET_MULTIPART_UPLOADS("ListBucketMultipartUploads", Level.BUCKET),
    DELETE_BUCKET("DeleteBucket", Level.BUCKET),
    GET_BUCKET_LOCATION("GetBucketLocation", Level.BUCKET),
    GET_BUCKET_VERSIONING("GetBucketVersioning", Level.BUCKET),
    PUT_BUCKET_VERSIONING("PutBucketVersioning", Level.BUCKET),
    GET_BUCKET_OBJECT_LOCK_CONFIGURATION("GetBucketObjectLockConfiguration", Level.BUCKET),
    PUT_BUCKET_OBJECT_LOCK_CONFIGURATION("PutBucketObjectLockConfiguration", Level.BUCKET),
    GET_BUCKET_POLICY("GetBucketPolicy", Level.BUCKET),
    PUT_BUCKET_POLICY("PutBucketPolicy", Level.BUCKET),
    DELETE_BUCKET_POLICY("DeleteBucketPolicy", Level.BUCKET),
    GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", Level.BUCKET),
    GET_BUCKET_ACL("GetBucketAcl", Level.BUCKET),
    PUT_BUCKET_ACL("PutBucketAcl", Level.BUCKET),
    GET_BUCKET_PUBLIC_ACCESS_BLOCK("GetBucketPublicAccessBlock", Level.BUCKET),
    PUT_BUCKET_PUBLIC_ACCESS_BLOCK("PutBucketPublicAccessBlock", Level.BUCKET),
    GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", Level.BUCKET),
    PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", Level.BUCKET),
    GET_BUCKET_CORS("GetBucketCORS", Level.BUCKET),
    PUT_BUCKET_CORS("PutBucketCORS", Level.BUCKET),
    GET_LIFECYCLE_CONFIGURATION("GetLifecycleConfiguration", Level.BUCKET),
    PUT_LIFECYCLE_CONFIGURATION("PutLifecycleConfiguration", Level.BUCKET),
    GET_BUCKET_TAGGING("GetBucketTagging", Level.BUCKET),
    PUT_BUCKET_TAGGING("PutBucketTagging", Level.BUCKET),
    GET_ENCRYPTION_CONFIGURATION("GetEncryptionConfiguration", Level.BUCKET),
    PUT_ENCRYPTION_CONFIGURATION("PutEncryptionConfiguration", Level.BUCKET),
    GET_BUCKET_WEBSITE("GetBucketWebsite", Level.BUCKET),
    PUT_BUCKET_WEBSITE("PutBucketWebsite", Level.BUCKET),
    DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", Level.BUCKET),
    GET_BUCKET_LOGGING("GetBucketLogging", Level.BUCKET),
    PUT_BUCKET_LOGGING("PutBucketLogging", Level.BUCKET),
    GET_BUCKET_NOTIFICATION("GetBucketNotification", Level.BUCKET),
    PUT_BUCKET_NOTIFICATION("PutBucketNotification", Level.BUCKET),
    GET_REPLICATION_CONFIGURATION("GetReplicationConfiguration", Level.BUCKET),
    PUT_REPLICATION_CONFIGURATION("PutReplicationConfiguration", Level.BUCKET),
    GET_INVENTORY_CONFIGURATION("GetInventoryConfiguration", Level.BUCKET),
    PUT_INVENTORY_CONFIGURATION("PutInventoryConfiguration", Level.BUCKET),
    GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", Level.BUCKET),
    PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", Level.BUCKET),
    GET_ACCELERATE_CONFIGURATION("GetAccelerateConfiguration", Level.BUCKET),
    PUT_ACCELERATE_CONFIGURATION("PutAccelerateConfiguration", Level.BUCKET),
    GET_ANALYTICS_CONFIGURATION("GetAnalyticsConfiguration", Level.BUCKET),
    PUT_ANALYTICS_CONFIGURATION("PutAnalyticsConfiguration", Level.BUCKET),
    GET_METRICS_CONFIGURATION("GetMetricsConfiguration", Level.BUCKET),
    PUT_METRICS_CONFIGURATION("PutMetricsConfiguration", Level.BUCKET),
    GET_INTELLIGENT_TIERING_CONFIGURATION("GetIntelligentTieringConfiguration", Level.BUCKET),
    PUT_INTELLIGENT_TIERING_CONFIGURATION("PutIntelligentTieringConfiguration", Level.BUCKET),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", Level.BUCKET),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", Level.BUCKET),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", Level.BUCKET),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
            "UpdateBucketMetadataInventoryTableConfiguration", Level.BUCKET),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION("UpdateBucketMetadataJournalTableConfiguration", Level.BUCKET),
    CREATE_SESSION("CreateSession", Level.BUCKET),
    GET_BUCKET_ABAC("GetBucketAbac", Level.BUCKET),
    PUT_BUCKET_ABAC("PutBucketAbac", Level.BUCKET),
    GET_OBJECT("GetObject", Level.OBJECT),
    GET_OBJECT_VERSION("GetObjectVersion", Level.OBJECT),
    PUT_OBJECT("PutObject", Level.OBJECT),
    DELETE_OBJECT("DeleteObject", Level.OBJECT),
    DELETE_OBJECT_VERSION("DeleteObjectVersion", Level.OBJECT),
    GET_OBJECT_ATTRIBUTES("GetObjectAttributes", Level.OBJECT),
    GET_OBJECT_VERSION_ATTRIBUTES("GetObjectVersionAttributes", Level.OBJECT),
    GET_OBJECT_ACL("GetObjectAcl", Level.OBJECT),
    GET_OBJECT_VERSION_ACL("GetObjectVersionAcl", Level.OBJECT),
    PUT_OBJECT_ACL("PutObjectAcl", Level.OBJECT),
    PUT_OBJECT_VERSION_ACL("PutObjectVersionAcl", Level.OBJECT),
    GET_OBJECT_TAGGING("GetObjectTagging", Level.OBJECT),
    GET_OBJECT_VERSION_TAGGING("GetObjectVersionTagging", Level.OBJECT),
    PUT_OBJECT_TAGGING("PutObjectTagging", Level.OBJECT),
    PUT_OBJECT_VERSION_TAGGING("PutObjectVersionTagging", Level.OBJECT),
    DELETE_OBJECT_TAGGING("DeleteObjectTagging", Level.OBJECT),
    DELETE_OBJECT_VERSION_TAGGING("DeleteObjectVersionTagging", Level.OBJECT),
    GET_OBJECT_RETENTION("GetObjectRetention", Level.OBJECT),
    PUT_OBJECT_RETENTION("PutObjectRetention", Level.OBJECT),
    GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", Level.OBJECT),
    PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", Level.OBJECT),
    BYPASS_GOVERNANCE_RETENTION("BypassGovernanceRetention", Level.OBJECT),
    RESTORE_OBJECT("RestoreObject", Level.OBJECT),
    UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", Level.OBJECT),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", Level.OBJECT),
    LIST_MULTIPART_UPLOAD_PARTS("ListMultipartUploadParts", Level.OBJECT),
    GET_OBJECT_TORRENT("GetObjectTorrent", Level.OBJECT),
    GET_OBJECT_VERSION_TORRENT("GetObjectVersionTorrent", Level.OBJECT),
    REPLICATE_OBJECT("ReplicateObject", Level.OBJECT),
    REPLICATE_DELETE("ReplicateDelete", Level.OBJECT),
    REPLICATE_TAGS("ReplicateTags", Level.OBJECT),
    OBJECT_OWNER_OVERRIDE_TO_BUCKET_OWNER("ObjectOwnerOverrideToBucketOwner", Level.OBJECT);

    private static final String PREFIX = "s3:";
    private static final Map<String, S3Action> BY_NAME = new HashMap<>();

    static {
        for (S3Action action : values()) {
            BY_NAME.put(action.wireName, action);
        }
    }

    private final String wireName;
    private final Level level;

    S3Action(String name, Level level) {
        this.wireName = PREFIX + name;
        this.level = level;
    }

    /** What a permission is about. */
    public enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    /** Such as {@code s3:PutObject}. */
    public String wireName() {
        return wireName;
    }

    public Level level() {
        return level;
    }

    /** The permission of exactly this name. */
    public static Optional<S3Action> ofWireName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All of them. */
    static List<S3Action> all() {
        return List.of(values());
    }
}
