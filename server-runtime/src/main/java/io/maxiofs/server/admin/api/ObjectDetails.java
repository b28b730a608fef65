package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version and everything that is kept with it.
 *
 * @param parts of a multipart object; 0 of one that was written at once
 * @param headers what S3 returns as it came, by lower case name: content-type, cache-control, …
 * @param metadata of the user, names without {@code x-amz-meta-}
 * @param access null if whoever asks may not read it
 */
public record ObjectDetails(
        ObjectEntry entry,
        int parts,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Security security,
        @Nullable Access access) {

    /**
     * How it is protected.
     *
     * @param encryption {@code none}, {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}, or {@code customer} if only who
     *     has the key can read it
     * @param kmsKey null unless a key of that name was asked for
     * @param checksum with its algorithm, such as {@code CRC32C} and its base 64; null if there is none
     */
    public record Security(
            String encryption,
            @Nullable String kmsKey,
            @Nullable Checksum checksum) {}

    /**
     * @param type {@code FULL_OBJECT} or {@code COMPOSITE}
     * @param value base 64
     */
    public record Checksum(String algorithm, String type, String value) {}

    /**
     * Who owns it, and its access control list.
     *
     * @param acl S3's document; null where lists are turned off by the bucket's ownership setting
     */
    public record Access(
            String owner,
            String ownerName,
            List<Grant> grants,
            @Nullable String acl) {}

    /**
     * @param grantee canonical id or URI of a group
     * @param name of the grantee as displayed; may be empty
     */
    public record Grant(String grantee, String name, String permission) {}

    /**
     * What to change; null leaves it. Headers and metadata belong to the bytes, so changing them writes a new version, as a
     * copy of the object onto itself does; the others do not.
     *
     * @param headers replaces all of them
     * @param metadata replaces all of them
     * @param tags replaces all of them; empty takes them away
     * @param retention sets or extends it, or takes it away where that is allowed
     * @param bypassGovernance needed to weaken governance retention, by who has the permission
     * @param acl S3's document
     */
    public record Change(
            @Nullable Map<String, String> headers,
            @Nullable Map<String, String> metadata,
            @Nullable Map<String, String> tags,
            @Nullable Retention retention,
            @Nullable Boolean legalHold,
            boolean bypassGovernance,
            @Nullable String acl) {

        /** Replaces the tags. */
        public static Change ofTags(Map<String, String> tags) {
            return new Change(null, null, tags, null, null, false, null);
        }

        /** Replaces the user's metadata. */
        public static Change ofMetadata(Map<String, String> metadata) {
            return new Change(null, metadata, null, null, null, false, null);
        }

        /** Replaces the access control list by S3's document. */
        public static Change ofAcl(String document) {
            return new Change(null, null, null, null, null, false, document);
        }

        /** Sets or clears the legal hold. */
        public static Change ofLegalHold(boolean hold) {
            return new Change(null, null, null, null, hold, false, null);
        }

        /** Sets the retention. */
        public static Change ofRetention(Retention retention, boolean bypassGovernance) {
            return new Change(null, null, null, retention, null, bypassGovernance, null);
        }
    }

    /** Until when, and how strictly; both null take it away. */
    public record Retention(@Nullable String mode, @Nullable Instant until) {}
}
