package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.IdentityService.NewKey;
import io.maxiofs.server.identity.IdentityService.NewUser;
import io.maxiofs.server.identity.IdentityService.UserChange;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.identity.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users and their access keys. */
final class UserRoutes {
    private final IdentityService identities;
    private final AdminSessions sessions;

    UserRoutes(IdentityService identities, AdminSessions sessions) {
        this.identities = identities;
        this.sessions = sessions;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/users", admin, this::list),
                new Route("POST", "/api/v1/users", admin, this::create),
                new Route("GET", "/api/v1/users/{name}", admin, this::get),
                new Route("PATCH", "/api/v1/users/{name}", admin, this::change),
                new Route("DELETE", "/api/v1/users/{name}", admin, this::delete),
                new Route("GET", "/api/v1/access-keys", admin, this::listKeys),
                new Route("POST", "/api/v1/access-keys", admin, this::createKey),
                new Route("PATCH", "/api/v1/access-keys/{id}", admin, this::changeKey),
                new Route("DELETE", "/api/v1/access-keys/{id}", admin, this::deleteKey));
    }

    private Answer list(Call call) {
        return Answer.ok(
                new Items<>(identities.users().stream().map(Documents::of).toList()));
    }

    private Answer get(Call call) {
        return Answer.ok(Documents.of(user(call.segment("name"))));
    }

    private User user(String name) {
        return identities
                .byName(name)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no user " + name));
    }

    private Answer create(Call call) {
        UserDocument.New given = call.body(UserDocument.New.class);
        String role = given.role();
        NewUser user = new NewUser(
                Documents.required(given.name(), "name"),
                Documents.orEmpty(given.canonicalId()),
                Documents.orEmpty(given.displayName()),
                Documents.orEmpty(given.email()),
                role == null ? User.Role.USER : Documents.constant(User.Role.class, role),
                given.password(),
                TenantRoutes.idOf(identities.tenants(), given.tenant()));
        AccessKeyDocument.Chosen key = given.accessKey();
        if (key == null) {
            return Answer.created(new UserDocument.Created(Documents.of(identities.createUser(user)), null));
        }
        AccessKey.Issued issued = identities.createUser(user, newKey(key, null, null));
        return Answer.created(new UserDocument.Created(Documents.of(user(user.name())), Documents.of(issued)));
    }

    private static NewKey newKey(
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

    private Answer change(Call call) {
        UserDocument.Change given = call.body(UserDocument.Change.class);
        String role = given.role();
        String status = given.status();
        User user = identities.updateUser(
                call.segment("name"),
                new UserChange(
                        given.displayName(),
                        given.email(),
                        role == null ? null : Documents.constant(User.Role.class, role),
                        status == null ? null : Documents.constant(User.Status.class, status),
                        given.password()));
        if (given.password() != null) {
            sessions.endAll(user.name());
        }
        return Answer.ok(Documents.of(user));
    }

    private Answer delete(Call call) {
        String name = call.segment("name");
        identities.deleteUser(name);
        sessions.endAll(name);
        return Answer.done();
    }

    private Answer listKeys(Call call) {
        List<AccessKeyDocument> keys = identities.keys().stream()
                .filter(key -> call.request()
                        .parameter("user")
                        .map(key.userName()::equalsIgnoreCase)
                        .orElse(true))
                .map(Documents::of)
                .toList();
        return Answer.ok(new Items<>(keys));
    }

    private Answer createKey(Call call) {
        AccessKeyDocument.New given = call.body(AccessKeyDocument.New.class);
        String user = Documents.required(given.user(), "user");
        String policy = given.policy();
        NewKey key = newKey(given.chosen(), given.expires(), policy == null ? null : GroupRoutes.checkedPolicy(policy));
        return Answer.created(Documents.of(identities.createKey(user, key)));
    }

    private Answer changeKey(Call call) {
        AccessKeyDocument.Change given = call.body(AccessKeyDocument.Change.class);
        String id = call.segment("id");
        String status = given.status();
        AccessKey.Status wanted = status == null ? null : Documents.constant(AccessKey.Status.class, status);
        String policy = given.policy();
        String checked = policy == null || policy.isEmpty() ? null : GroupRoutes.checkedPolicy(policy);
        if (given.neverExpires() && given.expires() != null) {
            throw new AdminException(Problem.Code.INVALID, "A key that never expires does not expire on a day");
        }
        AccessKey key = identities
                .key(id)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no access key " + id));
        if (policy != null) {
            key = identities.setKeyPolicy(id, checked);
        }
        if (given.neverExpires() || given.expires() != null) {
            key = identities.setKeyExpiry(id, given.expires());
        }
        if (wanted != null) {
            key = identities.setKeyStatus(id, wanted);
        }
        return Answer.ok(Documents.of(key));
    }

    private Answer deleteKey(Call call) {
        identities.deleteKey(call.segment("id"));
        return Answer.done();
    }
}
