package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AclForm;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access control lists as forms. Read and set through S3's own operations, which decide who may and what is accepted; here
 * only names become canonical ids.
 */
final class AclRoutes {
    private static final String BUCKET = "/api/v1/buckets/{name}/forms/";
    private static final String OBJECT = "/api/v1/buckets/{name}/objects/acl";
    private static final Map<String, Grantee.Group> GROUPS = Map.of(
            AclForm.EVERYONE, Grantee.Group.ALL_USERS,
            AclForm.SIGNED_IN, Grantee.Group.AUTHENTICATED_USERS,
            AclForm.LOG_DELIVERY, Grantee.Group.LOG_DELIVERY);

    private final AdminData data;

    AclRoutes(AdminData data) {
        this.data = data;
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", BUCKET + "acl", signedIn, call -> Answer.ok(ofBucket(call))),
                new Route("PUT", BUCKET + "acl", signedIn, this::putOfBucket),
                new Route("PUT", BUCKET + "ownership", signedIn, this::putOwnership),
                new Route("GET", OBJECT, signedIn, call -> Answer.ok(ofObject(call))),
                new Route("PUT", OBJECT, signedIn, this::putOfObject));
    }

    private AclForm ofBucket(Call call) {
        return read(call, S3Call.of(S3Operation.GET_BUCKET_ACL, call.segment("name")));
    }

    private AclForm ofObject(Call call) {
        return read(call, aboutObject(call, S3Operation.GET_OBJECT_ACL));
    }

    private static S3Call aboutObject(Call call, S3Operation operation) {
        return S3Call.of(operation, call.segment("name"), ObjectRoutes.key(call))
                .query("versionId", ObjectRoutes.version(call));
    }

    private AclForm read(Call call, S3Call asked) {
        S3Response response = data.calls().call(data.caller(call), asked);
        if (!(response.body() instanceof S3Response.Xml xml)) {
            throw new IllegalStateException("A list is answered as a document");
        }
        XmlElement list = XmlReader.read(xml.document(), "AccessControlPolicy");
        XmlElement owner = list.child("Owner").orElse(list);
        Bucket bucket = data.buckets().get(new BucketName(call.segment("name")));
        ObjectOwnership ownership = ObjectOwnership.of(bucket);
        return new AclForm(
                owner.get("ID").orElse(""),
                owner.get("DisplayName").orElse(""),
                ownership.wireName(),
                ownership != ObjectOwnership.BUCKET_OWNER_ENFORCED,
                list.child("AccessControlList").stream()
                        .flatMap(found -> found.children("Grant").stream())
                        .map(AclRoutes::grant)
                        .toList(),
                new String(xml.document(), StandardCharsets.UTF_8));
    }

    private static AclForm.Grant grant(XmlElement grant) {
        XmlElement grantee = grant.child("Grantee").orElse(grant);
        String permission = grant.get("Permission").orElse("");
        Optional<Grantee.Group> group = grantee.get("URI").flatMap(Grantee.Group::ofUri);
        return GROUPS.entrySet().stream()
                .filter(kind -> group.filter(kind.getValue()::equals).isPresent())
                .findFirst()
                .map(kind -> new AclForm.Grant(kind.getKey(), "", "", permission))
                .orElseGet(() -> new AclForm.Grant(
                        AclForm.USER,
                        grantee.get("ID").orElse(""),
                        grantee.get("DisplayName").orElse(""),
                        permission));
    }

    private Answer putOfBucket(Call call) {
        put(call, ofBucket(call).owner(), S3Call.of(S3Operation.PUT_BUCKET_ACL, call.segment("name")));
        return Answer.ok(ofBucket(call));
    }

    private Answer putOfObject(Call call) {
        put(call, ofObject(call).owner(), aboutObject(call, S3Operation.PUT_OBJECT_ACL));
        return Answer.ok(ofObject(call));
    }

    private void put(Call call, String owner, S3Call wanted) {
        List<AclForm.Grant> grants =
                Documents.required(call.body(AclForm.Change.class).grants(), "grants");
        S3Caller caller = data.caller(call);
        XmlWriter xml = XmlWriter.document("AccessControlPolicy")
                .start("Owner")
                .element("ID", owner)
                .end()
                .start("AccessControlList");
        for (AclForm.Grant grant : grants) {
            xml.start("Grant").start("Grantee").attribute("xmlns:xsi", XmlWriter.XSI_NAMESPACE);
            grantee(call, xml, owner, grant);
            xml.end()
                    .element("Permission", Documents.required(grant.permission(), "permission"))
                    .end();
        }
        data.calls().call(caller, wanted.body(xml.end().toBytes()));
    }

    private void grantee(Call call, XmlWriter xml, String owner, AclForm.Grant grant) {
        String kind = Documents.required(grant.kind(), "kind");
        Grantee.Group group = GROUPS.get(kind);
        if (group != null) {
            xml.attribute("xsi:type", "Group").element("URI", group.uri());
        } else if (kind.equals(AclForm.USER)) {
            user(
                    call,
                    xml,
                    owner,
                    Documents.required(grant.grantee(), "grantee").strip());
        } else {
            throw new AdminException(
                    Problem.Code.INVALID, "kind is one of user, everyone, signed-in and log-delivery, not " + kind);
        }
    }

    /** An id is never taken for a name: somebody could call themselves by another's. */
    private void user(Call call, XmlWriter xml, String owner, String named) {
        Optional<User> user = data.identities()
                .byCanonicalId(named)
                .or(() -> data.identities().byName(named).filter(found -> isKnownTo(call.who(), found)));
        if (user.isEmpty() && named.contains("@")) {
            xml.attribute("xsi:type", "AmazonCustomerByEmail").element("EmailAddress", named);
            return;
        }
        if (user.isEmpty() && !named.equals(owner)) {
            throw new AdminException(Problem.Code.INVALID, "There is no user " + named);
        }
        xml.attribute("xsi:type", "CanonicalUser")
                .element("ID", user.map(found -> found.names().canonicalId()).orElse(named));
    }

    /** Names are known within a tenant; to others a user is known by what they gave away: the id or the address. */
    private static boolean isKnownTo(Caller caller, User user) {
        return caller.seesAll()
                || caller.user()
                        .filter(own -> own.tenant().equals(user.tenant()))
                        .isPresent();
    }

    private Answer putOwnership(Call call) {
        String ownership = Documents.required(call.body(AclForm.Ownership.class).ownership(), "ownership");
        byte[] document = XmlWriter.document("OwnershipControls")
                .start("Rule")
                .element("ObjectOwnership", ownership)
                .end()
                .toBytes();
        new BucketSettings(data).put(data.caller(call), call.segment("name"), "ownership", document);
        return Answer.ok(ofBucket(call));
    }
}
