package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param lastWrite when something was last written to it or removed from it; null if never, or not since this is noted
 */
public record BucketDocument(
        String name,
        Instant created,
        Owner owner,
        Protection protection,
        Usage usage,
        QuotaDocument quota,
        Rules rules,
        @Nullable Instant lastWrite) {

    /**
     * Whose it is.
     *
     * @param name of the user as it is displayed, as it was when the bucket was made; may be empty
     * @param tenant name of the tenant; null for the global one
     */
    public record Owner(
            String canonicalId, String name, @Nullable String tenant) {}

    /**
     * How what is in it is kept.
     *
     * @param versioning {@code unversioned}, {@code enabled} or {@code suspended}
     * @param objectLock whether objects can be locked; for good once it is true
     * @param defaultRetention what new objects are locked with; null for nothing
     * @param encryption of new objects that say nothing themselves: {@code none}, {@code AES256}, {@code aws:kms} or {@code
     *     aws:kms:dsse}
     * @param durability {@code safe}: a confirmed write is on the disk; {@code fast}: a power cut may lose the last moment
     *     of them; {@code default}: what the server's setting says
     * @param blocksPublicAccess whether all four switches against public access are on
     */
    public record Protection(
            String versioning,
            boolean objectLock,
            @Nullable RetentionDefault defaultRetention,
            String encryption,
            String durability,
            boolean blocksPublicAccess) {}

    /**
     * What new objects are locked with. One of days and years is null.
     *
     * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}
     */
    public record RetentionDefault(
            String mode, @Nullable Integer days, @Nullable Integer years) {}

    /**
     * Exact counts; bytes of plaintext.
     *
     * @param objects keys whose newest version is not a delete marker
     * @param olderVersions versions with a body that are not current
     * @param deleteMarkers current and older
     * @param uploads unfinished multipart uploads
     * @param totalBytes of all of it; what a quota counts
     */
    public record Usage(
            long objects,
            long bytes,
            long olderVersions,
            long olderBytes,
            long deleteMarkers,
            long uploads,
            long uploadBytes,
            long totalBytes) {}

    /** How many rules of each kind it has; whether it has a policy, is a website, writes access logs. */
    public record Rules(
            int lifecycle,
            int notifications,
            int cors,
            int inventories,
            boolean policy,
            boolean website,
            boolean logging) {}

    /**
     * What to change; null leaves it. Each needs the permission of the setting it stands for, and is checked and refused as
     * S3 does.
     *
     * @param durability {@code safe}, {@code fast} or {@code default}; administrators only
     * @param versioning {@code enabled} or {@code suspended}
     * @param defaultRetention replaces the default; see {@code withoutDefaultRetention}
     * @param withoutDefaultRetention takes the default away; what is locked stays locked
     * @param encryption as in {@link Protection}; {@code none} takes the bucket's own default away
     * @param kmsKey name of the key for {@code aws:kms}; null for the server's own
     * @param tags replaces all of them; empty takes them away
     * @param blocksPublicAccess turns all four switches against public access on or off
     */
    public record Change(
            @Nullable String durability,
            @Nullable String versioning,
            @Nullable RetentionDefault defaultRetention,
            boolean withoutDefaultRetention,
            @Nullable String encryption,
            @Nullable String kmsKey,
            @Nullable Map<String, String> tags,
            @Nullable Boolean blocksPublicAccess) {

        /** Changes the durability and no more. */
        public static Change ofDurability(String durability) {
            return new Change(durability, null, null, false, null, null, null, null);
        }

        /** Turns versioning on ({@code enabled}) or off ({@code suspended}). */
        public static Change ofVersioning(String versioning) {
            return new Change(null, versioning, null, false, null, null, null, null);
        }

        /** @param retention null for none */
        public static Change ofDefaultRetention(@Nullable RetentionDefault retention) {
            return new Change(null, null, retention, retention == null, null, null, null, null);
        }

        /** Replaces the tags. */
        public static Change ofTags(Map<String, String> tags) {
            return new Change(null, null, null, false, null, null, tags, null);
        }

        /** @param kmsKey null unless a key of that name is to be used */
        public static Change ofEncryption(String encryption, @Nullable String kmsKey) {
            return new Change(null, null, null, false, encryption, kmsKey, null, null);
        }

        /** Turns all four switches against public access on or off. */
        public static Change ofBlockingPublicAccess(boolean blocked) {
            return new Change(null, null, null, false, null, null, null, blocked);
        }
    }

    /**
     * A bucket to create. What is null or false is taken from the preset.
     *
     * @param preset {@code plain} (the default) as through S3; {@code backup}: versioning, unfinished uploads go after 7
     *     days; {@code immutable-backup}: the same with object lock and a default retention, 30 days of governance unless
     *     said otherwise; {@code shared-files}: versioning, older versions go after 90 days and unfinished uploads after 7
     * @param owner name of the user; null for the one who asks. Only administrators may name another.
     * @param defaultRetention implies object lock
     */
    public record New(
            String name,
            @Nullable String preset,
            @Nullable String owner,
            boolean versioning,
            boolean objectLock,
            @Nullable RetentionDefault defaultRetention,
            @Nullable QuotaDocument quota) {

        /** A plain bucket. */
        public New(String name, @Nullable String owner, boolean versioning, boolean objectLock) {
            this(name, null, owner, versioning, objectLock, null, null);
        }
    }
}
