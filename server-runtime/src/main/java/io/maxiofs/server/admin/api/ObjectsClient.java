package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects, their versions, and what is deleted. Whoever is signed in sees and changes what S3 would let them. Calls block and
 * throw {@link AdminClientException}. Safe on any thread.
 */
public final class ObjectsClient {
    private final AdminTransport transport;

    ObjectsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** Current objects, or those that were current at {@link ObjectQuery#asOf}. */
    public ObjectEntry.Listing list(String bucket, ObjectQuery query) {
        return transport.read(transport.send("GET", path(bucket, query).toString()), ObjectEntry.Listing.class);
    }

    /** All versions and delete markers, of a key newest first. {@code asOf} is not looked at. */
    public ObjectEntry.Listing listVersions(String bucket, ObjectQuery query) {
        return transport.read(
                transport.send(
                        "GET", path(bucket, query).with("show", "versions").toString()),
                ObjectEntry.Listing.class);
    }

    /** Keys whose newest version is a delete marker. {@code delimiter} and {@code asOf} are not looked at. */
    public Items<ObjectEntry.Deleted> listDeleted(String bucket, ObjectQuery query) {
        String path = query(AdminPath.ofBucket(bucket).segment("deleted-objects"), query)
                .toString();
        return transport.readPage(transport.send("GET", path), ObjectEntry.Deleted.class);
    }

    /**
     * How many current objects begin with a prefix. Exact at once for the whole bucket; otherwise counted up to a bound.
     *
     * @param prefix may be empty
     */
    public ObjectEntry.Count count(String bucket, String prefix) {
        String path = AdminPath.ofBucket(bucket)
                .segment("objects")
                .segment("count")
                .with("prefix", prefix)
                .toString();
        return transport.read(transport.send("GET", path), ObjectEntry.Count.class);
    }

    /** The timeline of one object, newest first. */
    public Items<ObjectEntry> versions(String bucket, String key, @Nullable Integer limit, @Nullable String cursor) {
        String path = AdminPath.ofBucket(bucket)
                .segment("objects")
                .segment("versions")
                .with("key", key)
                .with("limit", limit)
                .with("cursor", cursor)
                .toString();
        return transport.readPage(transport.send("GET", path), ObjectEntry.class);
    }

    public ObjectDetails details(String bucket, ObjectRef object) {
        return transport.read(transport.send("GET", details(object, bucket)), ObjectDetails.class);
    }

    /** The answer is the version that is there now: another if headers or metadata were changed. */
    public ObjectDetails change(String bucket, ObjectRef object, ObjectDetails.Change change) {
        return transport.read(transport.send("PATCH", details(object, bucket), change), ObjectDetails.class);
    }

    public AclForm acl(String bucket, ObjectRef object) {
        return transport.read(transport.send("GET", of(object, bucket, "acl")), AclForm.class);
    }

    public AclForm putAcl(String bucket, ObjectRef object, AclForm.Change change) {
        return transport.read(transport.send("PUT", of(object, bucket, "acl"), change), AclForm.class);
    }

    /** Deletes up to 1,000 objects at once, as DeleteObjects of S3 does. */
    public ObjectRef.Outcome delete(String bucket, ObjectRef.Deletion deletion) {
        return transport.read(transport.send("POST", action(bucket, "delete"), deletion), ObjectRef.Outcome.class);
    }

    /** Removes the delete markers on top of up to 1,000 keys, so that what they hid is current again. */
    public ObjectRef.Outcome undelete(String bucket, List<String> keys) {
        List<ObjectRef> objects = keys.stream().map(ObjectRef::current).toList();
        return transport.read(
                transport.send("POST", action(bucket, "undelete"), new ObjectRef.Deletion(objects, false)),
                ObjectRef.Outcome.class);
    }

    /** Makes an older version current again, as a new version with its bytes; nothing is destroyed. */
    public ObjectEntry restore(String bucket, ObjectRef version) {
        return transport.read(transport.send("POST", action(bucket, "restore"), version), ObjectEntry.class);
    }

    /** A URL that works without credentials, with the caller's rights. */
    public Presigned presign(String bucket, Presigned.Request request) {
        return transport.read(transport.send("POST", action(bucket, "presign"), request), Presigned.class);
    }

    private static AdminPath path(String bucket, ObjectQuery query) {
        return query(AdminPath.ofBucket(bucket).segment("objects"), query)
                .with("delimiter", query.delimiter())
                .with("as-of", query.asOf());
    }

    private static AdminPath query(AdminPath path, ObjectQuery query) {
        return path.with("prefix", query.prefix()).with("limit", query.limit()).with("cursor", query.cursor());
    }

    private static String details(ObjectRef object, String bucket) {
        return of(object, bucket, "details");
    }

    private static String of(ObjectRef object, String bucket, String what) {
        return AdminPath.ofBucket(bucket)
                .segment("objects")
                .segment(what)
                .with("key", object.key())
                .with("version", object.version())
                .toString();
    }

    private static String action(String bucket, String name) {
        return AdminPath.ofBucket(bucket).segment("objects").segment(name).toString();
    }
}
