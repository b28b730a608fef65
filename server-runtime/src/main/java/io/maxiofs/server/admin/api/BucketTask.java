package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work on many objects of one bucket, done by the server as a job ({@link JobDocument}). What the one who asked may not do,
 * and what is locked, is left as it is and told as a failure of that object.
 *
 * @param kind see the constants
 * @param objects what it is about; at most 10,000. Null or empty: everything below the prefix.
 * @param prefix null or empty for the whole bucket; not together with objects
 * @param asOf for {@link #RESTORE}
 * @param target for {@link #COPY} and {@link #MOVE}
 * @param bypassGovernance lifts governance retention for who has the permission
 * @param olderThanDays for {@link #ABORT_UPLOADS}: those begun longer ago; null for all
 */
public record BucketTask(
        String kind,
        @Nullable List<ObjectRef> objects,
        @Nullable String prefix,
        @Nullable Instant asOf,
        @Nullable Target target,
        boolean bypassGovernance,
        @Nullable Integer olderThanDays) {

    /** Destroys all versions, delete markers and unfinished uploads that are not locked, of the whole bucket. */
    public static final String EMPTY = "empty";

    /** Deletes as {@code DELETE} does: a delete marker where there is versioning, for good where there is none. */
    public static final String DELETE = "delete";

    /** Destroys what is deleted already: all versions and markers of keys whose newest version is a delete marker. */
    public static final String PURGE = "purge";

    /** Removes the delete markers on top of keys, so that what they hid is current again. */
    public static final String UNDELETE = "undelete";

    /** Copies current versions, or the versions named. */
    public static final String COPY = "copy";

    /** Copies, and deletes the source as {@link #DELETE} does once its copy is there. */
    public static final String MOVE = "move";

    /**
     * Makes the state of {@code asOf} current again: objects changed since get a new version with the old bytes, objects made
     * since get a delete marker. Nothing is destroyed, so it needs versioning.
     */
    public static final String RESTORE = "restore";

    /** Gives up unfinished uploads. */
    public static final String ABORT_UPLOADS = "abort-uploads";

    /**
     * Where copies go.
     *
     * @param bucket null for the same one
     * @param prefix takes the place of {@code stripPrefix} at the beginning of keys; may be empty
     * @param stripPrefix what is taken from the beginning of keys; may be empty
     * @param key for exactly one object: its new key; the prefixes do not count then
     * @param overwrite whether what is there already is written over; otherwise it is told as a failure
     */
    public record Target(
            @Nullable String bucket,
            String prefix,
            String stripPrefix,
            @Nullable String key,
            boolean overwrite) {}

    /** Empties a bucket. */
    public static BucketTask empty(boolean bypassGovernance) {
        return new BucketTask(EMPTY, null, null, null, null, bypassGovernance, null);
    }

    /** Deletes these objects. */
    public static BucketTask delete(List<ObjectRef> objects) {
        return new BucketTask(DELETE, objects, null, null, null, false, null);
    }

    /** Deletes what is below a prefix. */
    public static BucketTask deleteBelow(String prefix) {
        return new BucketTask(DELETE, null, prefix, null, null, false, null);
    }

    /** Destroys deleted objects below a prefix. */
    public static BucketTask purge(String prefix) {
        return new BucketTask(PURGE, null, prefix, null, null, false, null);
    }

    /** Brings deleted objects below a prefix back. */
    public static BucketTask undelete(String prefix) {
        return new BucketTask(UNDELETE, null, prefix, null, null, false, null);
    }

    /** Copies these objects. */
    public static BucketTask copy(List<ObjectRef> objects, Target target) {
        return new BucketTask(COPY, objects, null, null, target, false, null);
    }

    /** Moves these objects. */
    public static BucketTask move(List<ObjectRef> objects, Target target) {
        return new BucketTask(MOVE, objects, null, null, target, false, null);
    }

    /** Gives one object another key. */
    public static BucketTask rename(String key, String newKey) {
        return move(List.of(ObjectRef.current(key)), new Target(null, "", "", newKey, false));
    }

    /** Restores what is below a prefix; empty for the whole bucket. */
    public static BucketTask restore(String prefix, Instant asOf) {
        return new BucketTask(RESTORE, null, prefix, asOf, null, false, null);
    }

    /** Destroys these objects where they are deleted. */
    public static BucketTask purge(List<ObjectRef> objects) {
        return new BucketTask(PURGE, objects, null, null, null, false, null);
    }

    /** Brings these objects back. */
    public static BucketTask undelete(List<ObjectRef> objects) {
        return new BucketTask(UNDELETE, objects, null, null, null, false, null);
    }

    /** Restores these objects. */
    public static BucketTask restore(List<ObjectRef> objects, Instant asOf) {
        return new BucketTask(RESTORE, objects, null, asOf, null, false, null);
    }

    /** @param olderThanDays null for all */
    public static BucketTask abortUploads(@Nullable Integer olderThanDays) {
        return new BucketTask(ABORT_UPLOADS, null, null, null, null, false, olderThanDays);
    }

    /**
     * What a task would do now, found out by the server.
     *
     * @param objects keys it would change
     * @param versions it would destroy, or copy
     * @param deleteMarkers it would destroy; of {@link #DELETE} and {@link #RESTORE} those it would write
     * @param uploads it would give up
     * @param bytes of plaintext that would be gone for good, or copied
     * @param locked versions it would have to leave because they are locked
     * @param complete whether everything was looked at; if not, the numbers are the least
     * @param sample keys of the first of them
     */
    public record Preview(
            long objects,
            long versions,
            long deleteMarkers,
            long uploads,
            long bytes,
            long locked,
            boolean complete,
            List<String> sample) {}
}
