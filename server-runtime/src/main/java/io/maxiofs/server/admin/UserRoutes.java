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
import io.maxiofs.server.identity.IdentityService.NewUser;
import io.maxiofs.server.identity.IdentityService.UserChange;
import io.maxiofs.server.identity.User;
import java.util.List;

/** Users. */
final class UserRoutes {
    private final IdentityService identities;
    private final AdminSessions sessions;
    private final PasswordRules passwords;
    private final Scope scope;

    UserRoutes(IdentityService identities, AdminSessions sessions, PasswordRules passwords) {
        this.identities = identities;
        this.sessions = sessions;
        this.passwords = passwords;
        this.scope = new Scope(identities);
    }

    List<Route> routes() {
        Access admin = Access.TENANT;
        return List.of(
                new Route("GET", "/api/v1/users", admin, this::list),
                new Route("POST", "/api/v1/users", admin, this::create),
                new Route("GET", "/api/v1/users/{name}", admin, this::get),
                new Route("PATCH", "/api/v1/users/{name}", admin, this::change),
                new Route("DELETE", "/api/v1/users/{name}", admin, this::delete));
    }

    private Answer list(Call call) {
        return Answer.ok(new Items<>(identities.users().stream()
                .filter(user -> scope.sees(call.who(), user))
                .map(Documents::of)
                .toList()));
    }

    private Answer get(Call call) {
        return Answer.ok(Documents.of(scope.user(call.who(), call.segment("name"))));
    }

    private Answer create(Call call) {
        UserDocument.New given = call.body(UserDocument.New.class);
        String role = given.role();
        passwords.check(given.password());
        NewUser user = new NewUser(
                Documents.required(given.name(), "name"),
                Documents.orEmpty(given.canonicalId()),
                Documents.orEmpty(given.displayName()),
                Documents.orEmpty(given.email()),
                role == null ? User.Role.USER : Documents.role(role),
                given.password(),
                scope.tenantFor(call.who(), Documents.orEmpty(given.tenant())));
        AccessKeyDocument.Chosen key = given.accessKey();
        if (key == null) {
            return Answer.created(new UserDocument.Created(Documents.of(identities.createUser(user)), null));
        }
        AccessKey.Issued issued = identities.createUser(user, AccessKeyRoutes.newKey(key, null, null));
        User created = scope.user(call.who(), user.name());
        return Answer.created(new UserDocument.Created(Documents.of(created), Documents.of(issued)));
    }

    private Answer change(Call call) {
        UserDocument.Change given = call.body(UserDocument.Change.class);
        String role = given.role();
        String status = given.status();
        User before = scope.user(call.who(), call.segment("name"));
        if (given.password() != null) {
            refuseOwn(call, before);
            passwords.check(given.password());
            call.note("password", "changed");
        }
        User user = identities.updateUser(
                before.name(),
                new UserChange(
                        given.displayName(),
                        given.email(),
                        role == null ? null : Documents.role(role),
                        status == null ? null : Documents.constant(User.Status.class, status),
                        given.password()));
        if (given.password() != null) {
            sessions.endAll(user, null);
        }
        return Answer.ok(Documents.of(user));
    }

    /** A token that was stolen must not be worth as much as the password. */
    private static void refuseOwn(Call call, User user) {
        if (call.who().user().filter(own -> own.name().equals(user.name())).isPresent()) {
            throw new AdminException(
                    Problem.Code.INVALID, "To change your own password, give the old one: POST /api/v1/auth/password");
        }
    }

    private Answer delete(Call call) {
        User user = scope.user(call.who(), call.segment("name"));
        sessions.endAll(user, null);
        identities.deleteUser(user.name());
        return Answer.done();
    }
}
