package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.IdentityService.NewKey;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access keys: people's own, those of a tenant for its administrators, all for administrators of the server. */
final class AccessKeyRoutes {
    private static final Duration MAX_OVERLAP = Duration.ofDays(90);

    private final IdentityService identities;
    private final InstantSource clock;
    private final Scope scope;

    AccessKeyRoutes(IdentityService identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
        this.scope = new Scope(identities);
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/access-keys", signedIn, this::list),
                new Route("POST", "/api/v1/access-keys", signedIn, this::create),
                new Route("PATCH", "/api/v1/access-keys/{id}", signedIn, this::change),
                new Route("DELETE", "/api/v1/access-keys/{id}", signedIn, this::delete),
                new Route("POST", "/api/v1/access-keys/{id}/rotate", signedIn, this::rotate));
    }

    private Answer list(Call call) {
        List<AccessKeyDocument> keys = identities.keys().stream()
                .filter(key -> scope.sees(call.who(), key))
                .filter(key -> call.request()
                        .parameter("user")
                        .map(key.userName()::equalsIgnoreCase)
                        .orElse(true))
                .map(Documents::of)
                .toList();
        return Answer.ok(new Items<>(keys));
    }

    static NewKey newKey(
            AccessKeyDocument.@Nullable Chosen chosen, @Nullable Instant expires, @Nullable String policy) {
        if (chosen == null) {
            return new NewKey("", null, expires, policy);
        }
        String secret = chosen.secretKey();
        if ((chosen.id() == null) != (secret == null)) {
            throw new AdminException(Problem.Code.INVALID, "Give both id and secret of an access key, or neither");
        }
        return new NewKey(
                Documents.orEmpty(chosen.id()), secret == null ? null : new SecretKey(secret), expires, policy);
    }

    private Answer create(Call call) {
        AccessKeyDocument.New given = call.body(AccessKeyDocument.New.class);
        User user = scope.user(call.who(), Documents.required(given.user(), "user"));
        String policy = given.policy();
        NewKey key = newKey(given.chosen(), given.expires(), policy == null ? null : GroupRoutes.checkedPolicy(policy));
        return Answer.created(issued(call, identities.createKey(user.name(), key)));
    }

    private static AccessKeyDocument.Issued issued(Call call, AccessKey.Issued issued) {
        call.note("created", issued.key().id());
        return Documents.of(issued);
    }

    private Answer change(Call call) {
        AccessKeyDocument.Change given = call.body(AccessKeyDocument.Change.class);
        String id = call.segment("id");
        String status = given.status();
        AccessKey.Status wanted = status == null ? null : Documents.constant(AccessKey.Status.class, status);
        String policy = given.policy();
        String checked = policy == null || policy.isEmpty() ? null : GroupRoutes.checkedPolicy(policy);
        if (given.neverExpires() && given.expires() != null) {
            throw new AdminException(Problem.Code.INVALID, "A key that never expires does not expire on a day");
        }
        AccessKey key = scope.key(call.who(), id);
        if (policy != null) {
            key = identities.setKeyPolicy(id, checked);
            call.note("policy", checked == null ? "removed" : "set");
        }
        if (given.neverExpires() || given.expires() != null) {
            key = identities.setKeyExpiry(id, given.expires());
        }
        if (wanted != null) {
            key = identities.setKeyStatus(id, wanted);
        }
        return Answer.ok(Documents.of(key));
    }

    private Answer delete(Call call) {
        identities.deleteKey(scope.key(call.who(), call.segment("id")).id());
        return Answer.done();
    }

    /** The old key ends after the new one is there, so that nobody is without one. */
    private Answer rotate(Call call) {
        AccessGridDocument.Rotation given = call.body(AccessGridDocument.Rotation.class);
        if (given.keepOldSeconds() < 0 || given.keepOldSeconds() > MAX_OVERLAP.toSeconds()) {
            throw new AdminException(
                    Problem.Code.INVALID, "The old key stays from 0 to " + MAX_OVERLAP.toSeconds() + " seconds");
        }
        AccessKey old = scope.key(call.who(), call.segment("id"));
        AccessKey.Issued next = successor(old);
        if (given.keepOldSeconds() == 0) {
            identities.setKeyStatus(old.id(), AccessKey.Status.DISABLED);
        } else {
            Instant end = clock.instant().plusSeconds(given.keepOldSeconds());
            Instant before = old.expires();
            if (before == null || before.isAfter(end)) {
                identities.setKeyExpiry(old.id(), end);
            }
        }
        return Answer.created(issued(call, next));
    }

    private AccessKey.Issued successor(AccessKey old) {
        String member = old.memberName();
        if (member == null) {
            return identities.createKey(old.userName(), new NewKey("", null, old.expires(), old.policy()));
        }
        IamEntity owner = identities
                .byName(old.userName())
                .flatMap(user -> identities.accounts().byName(user.names().canonicalId(), IamEntity.Kind.USER, member))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "The key's user is gone"));
        AccessKey.Issued issued = identities.createKey(owner);
        String id = issued.key().id();
        if (old.expires() != null) {
            identities.setKeyExpiry(id, old.expires());
        }
        AccessKey key = old.policy() == null
                ? identities.key(id).orElse(issued.key())
                : identities.setKeyPolicy(id, old.policy());
        return new AccessKey.Issued(key, issued.secret());
    }
}
