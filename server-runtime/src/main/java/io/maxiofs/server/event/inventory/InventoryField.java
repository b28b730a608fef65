package io.maxiofs.server.event.inventory;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an inventory may say of a version beside its name. Names on the wire are those of S3. */
public enum InventoryField {
    SIZE("Size"),
    LAST_MODIFIED_DATE("LastModifiedDate"),
    E_TAG("ETag"),
    STORAGE_CLASS("StorageClass"),
    IS_MULTIPART_UPLOADED("IsMultipartUploaded"),
    REPLICATION_STATUS("ReplicationStatus"),
    ENCRYPTION_STATUS("EncryptionStatus"),
    OBJECT_LOCK_RETAIN_UNTIL_DATE("ObjectLockRetainUntilDate"),
    OBJECT_LOCK_MODE("ObjectLockMode"),
    OBJECT_LOCK_LEGAL_HOLD_STATUS("ObjectLockLegalHoldStatus"),
    CHECKSUM_ALGORITHM("ChecksumAlgorithm"),
    OBJECT_OWNER("ObjectOwner");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String wireName;

    InventoryField(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The field of that name; empty if there is none. */
    public static Optional<InventoryField> ofWireName(String name) {
        for (InventoryField field : values()) {
            if (field.wireName.equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The value of a version; empty where it has none. */
    String of(ObjectVersion version) {
        ObjectContent content = version.content();
        Retention retention = version.protection().retention();
        return switch (this) {
            case LAST_MODIFIED_DATE -> TIME.format(version.lastModified());
            case OBJECT_OWNER -> version.owner().canonicalId();
            case OBJECT_LOCK_RETAIN_UNTIL_DATE -> retention == null ? "" : time(retention.until());
            case OBJECT_LOCK_MODE -> retention == null ? "" : retention.mode().name();
            case OBJECT_LOCK_LEGAL_HOLD_STATUS -> version.protection().legalHold() ? "On" : "Off";
            case REPLICATION_STATUS ->
                version.protection().replication() == ReplicationStatus.NONE
                        ? ""
                        : version.protection().replication().name();
            case SIZE, E_TAG, STORAGE_CLASS, IS_MULTIPART_UPLOADED, ENCRYPTION_STATUS, CHECKSUM_ALGORITHM ->
                content == null ? "" : ofContent(version, content);
        };
    }

    private String ofContent(ObjectVersion version, ObjectContent content) {
        @Nullable Checksum checksum = content.checksum();
        return switch (this) {
            case SIZE -> Long.toString(content.size());
            case E_TAG -> content.etag().value();
            case STORAGE_CLASS -> version.properties().storageClass();
            case IS_MULTIPART_UPLOADED -> Boolean.toString(!content.parts().isEmpty());
            case ENCRYPTION_STATUS ->
                switch (content.encryption().mode()) {
                    case NONE -> "NOT-SSE";
                    case S3 -> "SSE-S3";
                    case KMS -> "SSE-KMS";
                    case KMS_DSSE -> "DSSE-KMS";
                    case CUSTOMER -> "SSE-C";
                };
            default -> checksum == null ? "" : checksum.algorithm().name();
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
