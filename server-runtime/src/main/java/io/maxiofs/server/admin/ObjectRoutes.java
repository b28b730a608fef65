package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.ObjectDetails;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.history.BucketHistory;
import io.maxiofs.server.history.ObjectDeletion;
import io.maxiofs.server.history.VersionRestore;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object, and what is done with a few. */
final class ObjectRoutes {
    private static final String OBJECTS = "/api/v1/buckets/{name}/objects/";

    private final AdminData data;
    private final ObjectDeletion deletion;

    ObjectRoutes(AdminData data) {
        this.data = data;
        this.deletion = new ObjectDeletion(data.store(), data.calls());
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", OBJECTS + "details", signedIn, this::details),
                new Route("PATCH", OBJECTS + "details", signedIn, this::change),
                new Route("POST", OBJECTS + "delete", signedIn, this::delete),
                new Route("POST", OBJECTS + "undelete", signedIn, this::undelete),
                new Route("POST", OBJECTS + "restore", signedIn, this::restore));
    }

    static ObjectKey key(Call call) {
        return AdminData.key(call.request()
                .parameter("key")
                .orElseThrow(() -> new AdminException(Problem.Code.BAD_REQUEST, "The parameter key is missing")));
    }

    static @Nullable String version(Call call) {
        return call.request().parameter("version").orElse(null);
    }

    private Answer details(Call call) {
        return Answer.ok(details(call, version(call)));
    }

    private ObjectDetails details(Call call, @Nullable String version) {
        S3Caller caller = data.caller(call);
        String bucket = call.segment("name");
        ObjectVersion found =
                data.calls().find(caller, bucket, key(call), version).version();
        BucketName name = new BucketName(bucket);
        return new ObjectDocuments(data.calls(), caller, name)
                .details(found, isLatest(name, found), access(caller, name, found, version));
    }

    private boolean isLatest(BucketName bucket, ObjectVersion version) {
        return new BucketHistory(data.store().listing())
                .versions(bucket, version.key()).stream()
                        .findFirst()
                        .map(newest -> newest.version().id().equals(version.id()))
                        .orElse(false);
    }

    private ObjectDetails.@Nullable Access access(
            S3Caller caller, BucketName bucket, ObjectVersion version, @Nullable String named) {
        S3Call asked = S3Call.of(S3Operation.GET_OBJECT_ACL, bucket.value(), version.key())
                .query("versionId", named);
        byte[] document;
        try {
            document = data.calls().call(caller, asked).body() instanceof S3Response.Xml xml
                    ? xml.document()
                    : new byte[0];
        } catch (S3Exception e) {
            if (e.code() == S3ErrorCode.ACCESS_DENIED) {
                return null;
            }
            throw e;
        }
        Bucket found = data.buckets().get(bucket);
        boolean lists = ObjectOwnership.of(found) != ObjectOwnership.BUCKET_OWNER_ENFORCED;
        return new ObjectDetails.Access(
                version.owner().canonicalId(),
                version.owner().displayName(),
                grants(XmlReader.read(document, "AccessControlPolicy")),
                lists ? new String(document, StandardCharsets.UTF_8) : null);
    }

    private static List<ObjectDetails.Grant> grants(XmlElement list) {
        List<ObjectDetails.Grant> grants = new ArrayList<>();
        list.child("AccessControlList").stream()
                .flatMap(found -> found.children("Grant").stream())
                .forEach(grant -> {
                    XmlElement grantee = grant.child("Grantee").orElse(grant);
                    grants.add(new ObjectDetails.Grant(
                            grantee.get("ID").or(() -> grantee.get("URI")).orElse(""),
                            grantee.get("DisplayName").orElse(""),
                            grant.get("Permission").orElse("")));
                });
        return grants;
    }

    private Answer change(Call call) {
        ObjectDetails.Change change = call.body(ObjectDetails.Change.class);
        String shown = new ObjectChanges(data)
                .apply(data.caller(call), call.segment("name"), key(call), version(call), change);
        return Answer.ok(details(call, shown));
    }

    private static List<ObjectRef> objects(ObjectRef.Deletion given) {
        List<ObjectRef> objects = Documents.required(given.objects(), "objects");
        if (objects.isEmpty() || objects.size() > ObjectDeletion.MAX_OBJECTS) {
            throw new AdminException(
                    Problem.Code.INVALID, "Give 1 to " + ObjectDeletion.MAX_OBJECTS + " objects, or begin a job");
        }
        objects.forEach(object -> AdminData.key(Documents.required(object.key(), "key")));
        return objects;
    }

    private BucketName existing(Call call) {
        BucketName name = BucketRoutes.name(call.segment("name"));
        return data.buckets().get(name).name();
    }

    private Answer delete(Call call) {
        ObjectRef.Deletion given = call.body(ObjectRef.Deletion.class);
        List<ObjectDeletion.Target> targets = objects(given).stream()
                .map(object -> new ObjectDeletion.Target(object.key(), object.version()))
                .toList();
        return Answer.ok(
                outcome(deletion.delete(data.caller(call), existing(call), targets, given.bypassGovernance())));
    }

    private Answer undelete(Call call) {
        BucketName bucket = existing(call);
        S3Caller caller = data.caller(call);
        // What is hidden, and that it is, is told to those who may list.
        data.calls().authorize(caller, S3Call.of(S3Operation.LIST_OBJECT_VERSIONS, bucket.value()));
        return Answer.ok(outcome(objects(call.body(ObjectRef.Deletion.class)).stream()
                .map(object -> deletion.undelete(caller, bucket, AdminData.key(object.key())))
                .toList()));
    }

    private static ObjectRef.Outcome outcome(List<ObjectDeletion.Outcome> outcomes) {
        List<ObjectRef> done = new ArrayList<>();
        List<ObjectRef.Failure> failed = new ArrayList<>();
        for (ObjectDeletion.Outcome outcome : outcomes) {
            ObjectDeletion.Target target = outcome.target();
            String code = outcome.code();
            if (code == null) {
                done.add(new ObjectRef(target.key(), target.version()));
            } else {
                failed.add(new ObjectRef.Failure(
                        target.key(), target.version(), code, Documents.orEmpty(outcome.message())));
            }
        }
        return new ObjectRef.Outcome(done, failed);
    }

    private Answer restore(Call call) {
        ObjectRef wanted = call.body(ObjectRef.class);
        ObjectKey key = AdminData.key(Documents.required(wanted.key(), "key"));
        String version = Documents.required(wanted.version(), "version");
        S3Caller caller = data.caller(call);
        ObjectVersion old =
                data.calls().find(caller, call.segment("name"), key, version).version();
        Bucket bucket = data.buckets().get(new BucketName(call.segment("name")));
        ObjectVersion current = isLatest(bucket.name(), old)
                ? old
                : new VersionRestore(data.store(), data.calls()).restore(caller, bucket, old);
        return Answer.created(new ObjectDocuments(data.calls(), caller, bucket.name()).of(current, true));
    }
}
