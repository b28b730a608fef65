package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecondFactors;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.identity.User;
import java.time.Instant;
import java.util.List;

/** What administrators do about the accounts of others: sessions, locks, second factors, policies. */
final class UserAccountRoutes {
    private final IdentityService identities;
    private final AdminSessions sessions;
    private final SignInThrottle throttle;
    private final SecondFactors factors;
    private final Scope scope;

    UserAccountRoutes(
            IdentityService identities, AdminSessions sessions, SignInThrottle throttle, SecondFactors factors) {
        this.identities = identities;
        this.sessions = sessions;
        this.throttle = throttle;
        this.factors = factors;
        this.scope = new Scope(identities);
    }

    List<Route> routes() {
        Access admin = Access.TENANT;
        return List.of(
                new Route("GET", "/api/v1/users/{name}/sessions", admin, this::listSessions),
                new Route("DELETE", "/api/v1/users/{name}/sessions", admin, this::endSessions),
                new Route("DELETE", "/api/v1/users/{name}/lock", admin, this::unlock),
                new Route("DELETE", "/api/v1/users/{name}/two-factor", admin, this::disableTwoFactor),
                new Route("GET", "/api/v1/users/{name}/policies", admin, this::policies),
                new Route("PATCH", "/api/v1/users/{name}/policies", admin, this::changePolicies),
                new Route("GET", "/api/v1/policies", Access.SIGNED_IN, this::managed));
    }

    private User user(Call call) {
        return scope.user(call.who(), call.segment("name"));
    }

    private Answer listSessions(Call call) {
        User user = user(call);
        return Answer.ok(new Items<>(sessions.of(user).stream()
                .map(row -> OwnAccountRoutes.document(user, row, call.who().session()))
                .toList()));
    }

    private Answer endSessions(Call call) {
        sessions.endAll(user(call), null);
        return Answer.done();
    }

    private Answer unlock(Call call) {
        throttle.succeeded(user(call).name());
        return Answer.done();
    }

    private Answer disableTwoFactor(Call call) {
        User user = user(call);
        if (call.who().user().filter(own -> own.name().equals(user.name())).isPresent()) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "To turn off your own second factor, prove it is you: give password and code");
        }
        if (!factors.disable(user)) {
            throw new AdminException(Problem.Code.NOT_FOUND, "The user has no second factor");
        }
        sessions.endAll(user, null);
        return Answer.done();
    }

    private AccountDirectory accounts() {
        return identities.accounts();
    }

    /** What holds the policies of a user; one that is not stored yet if there are none. */
    private IamEntity holder(User user) {
        String account = IamEntity.ofTenant(user.tenant());
        String name = user.names().canonicalId();
        return accounts()
                .byName(account, Kind.ACCOUNT, name)
                .orElseGet(() -> new IamEntity(
                        accounts().newId(Kind.ACCOUNT), account, Kind.ACCOUNT, name, Instant.EPOCH, Detail.at("/")));
    }

    private Answer policies(Call call) {
        return Answer.ok(document(holder(user(call))));
    }

    private static PoliciesDocument document(IamEntity holder) {
        return new PoliciesDocument(holder.detail().attached(), holder.detail().inline());
    }

    private Answer changePolicies(Call call) {
        PoliciesDocument.Change given = call.body(PoliciesDocument.Change.class);
        User user = user(call);
        return Answer.ok(document(accounts().exclusively(() -> {
            IamEntity holder = holder(user);
            IamEntity next = holder.with(GroupRoutes.withPolicies(holder.detail(), given));
            accounts().save(next);
            return next;
        })));
    }

    private Answer managed(Call call) {
        return Answer.ok(new Items<>(List.copyOf(ManagedPolicies.all().keySet())));
    }
}
