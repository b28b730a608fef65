package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.IdentityService.NewKey;
import io.maxiofs.server.identity.User;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keys may do with buckets, in plain words. */
final class AccessGridRoutes {
    private final IdentityService identities;
    private final BucketCatalog buckets;
    private final Scope scope;

    AccessGridRoutes(IdentityService identities, BucketCatalog buckets) {
        this.identities = identities;
        this.buckets = buckets;
        this.scope = new Scope(identities);
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/access-grid", Access.SIGNED_IN, this::grid),
                new Route("PUT", "/api/v1/access-grid", Access.SIGNED_IN, this::setCell),
                new Route("POST", "/api/v1/access-keys/for-bucket", Access.SIGNED_IN, this::createFor));
    }

    private Answer grid(Call call) {
        Caller caller = call.who();
        return Answer.ok(new AccessGridDocument(
                buckets.list().stream()
                        .filter(bucket -> sees(caller, bucket))
                        .map(bucket -> bucket.name().value())
                        .toList(),
                identities.keys().stream()
                        .filter(key -> scope.sees(caller, key))
                        .map(AccessGridRoutes::row)
                        .toList()));
    }

    /** A person who administers nothing sees their own buckets and those of their tenant. */
    private static boolean sees(Caller caller, Bucket bucket) {
        Optional<String> tenant = caller.tenantScope();
        boolean owner = caller.user()
                .filter(user -> user.names().canonicalId().equals(bucket.owner().canonicalId()))
                .isPresent();
        return tenant.isEmpty()
                || owner
                || (tenant.get().equals(bucket.tenant())
                        && (caller.seesTenant() || !bucket.tenant().isEmpty()));
    }

    private static AccessGridDocument.Row row(AccessKey key) {
        return GridPolicy.read(key.policy())
                .map(policy ->
                        new AccessGridDocument.Row(key.id(), key.userName(), false, policy.others(), policy.levels()))
                .orElse(new AccessGridDocument.Row(key.id(), key.userName(), true, null, Map.of()));
    }

    private Answer setCell(Call call) {
        AccessGridDocument.Cell given = call.body(AccessGridDocument.Cell.class);
        AccessKey key = scope.key(call.who(), Documents.required(given.key(), "key"));
        String level = level(given.level());
        GridPolicy before = GridPolicy.read(key.policy())
                .or(() -> given.replaceCustom()
                        ? Optional.of(new GridPolicy(AccessGridDocument.NONE, Map.of()))
                        : Optional.empty())
                .orElseThrow(() -> new AdminException(
                        Problem.Code.NOT_AVAILABLE,
                        "The key has a policy that the grid cannot show; say that it may be replaced"));
        String bucket = given.bucket();
        GridPolicy next;
        if (bucket == null) {
            if (!level.equals(AccessGridDocument.FULL) && !level.equals(AccessGridDocument.NONE)) {
                throw new AdminException(Problem.Code.INVALID, "For all other buckets a key may everything or nothing");
            }
            next = before.withOthers(level);
        } else {
            next = before.with(existing(call.who(), bucket), level);
        }
        String text = next.text();
        AccessKey changed = identities.setKeyPolicy(key.id(), text == null ? null : GroupRoutes.checkedPolicy(text));
        return Answer.ok(row(changed));
    }

    private static String level(String given) {
        String level = Documents.required(given, "level");
        if (!AccessGridDocument.LEVELS.contains(level)) {
            throw new AdminException(Problem.Code.INVALID, "Expected one of " + AccessGridDocument.LEVELS);
        }
        return level;
    }

    private String existing(Caller caller, String name) {
        if (!BucketName.isValid(name)) {
            throw new AdminException(Problem.Code.INVALID, "Not a valid name of a bucket: " + name);
        }
        return buckets.find(new BucketName(name))
                .filter(bucket -> sees(caller, bucket))
                .map(bucket -> bucket.name().value())
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no bucket " + name));
    }

    private Answer createFor(Call call) {
        AccessGridDocument.KeyForBucket given = call.body(AccessGridDocument.KeyForBucket.class);
        Caller caller = call.who();
        String level = level(given.level());
        if (level.equals(AccessGridDocument.NONE)) {
            throw new AdminException(Problem.Code.INVALID, "A key for nothing is of no use");
        }
        String bucket = existing(caller, Documents.required(given.bucket(), "bucket"));
        String named = given.user();
        User user = named == null
                ? caller.user()
                        .orElseThrow(() -> new AdminException(
                                Problem.Code.INVALID, "Say whose key it is: a local program has no user of its own"))
                : scope.user(caller, named);
        String policy = new GridPolicy(AccessGridDocument.NONE, Map.of(bucket, level)).text();
        AccessKey.Issued issued = identities.createKey(user.name(), new NewKey("", null, given.expires(), policy));
        call.note("created", issued.key().id());
        return Answer.created(Documents.of(issued));
    }
}
