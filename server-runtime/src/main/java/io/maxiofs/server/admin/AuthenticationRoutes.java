package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
final class AuthenticationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationRoutes.class);

    private final IdentityService identities;
    private final AdminSessions sessions;
    private final SignInThrottle throttle;

    AuthenticationRoutes(IdentityService identities, AdminSessions sessions, SignInThrottle throttle) {
        this.identities = identities;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/auth/login", Access.ANYBODY, this::signIn),
                new Route("POST", "/api/v1/auth/logout", Access.SIGNED_IN, this::signOut),
                new Route("GET", "/api/v1/auth/me", Access.SIGNED_IN, this::me));
    }

    private Answer signIn(Call call) {
        SignIn.Request given = call.body(SignIn.Request.class);
        String name = Documents.required(given.user(), "user");
        String password = Documents.required(given.password(), "password");
        String address = call.request().peer().address().getHostAddress();
        Duration locked = throttle.lockedFor(name, address);
        if (!locked.isZero()) {
            throw new AdminException(
                    Problem.Code.TOO_MANY_FAILURES,
                    "Try again later",
                    Map.of("Retry-After", String.valueOf(locked.toSeconds() + 1)));
        }
        Optional<User> user = identities.authenticate(name, password);
        if (user.isEmpty()) {
            throttle.failed(name, address);
            LOG.warn("Signing in from {} failed", address);
            throw new AdminException(Problem.Code.SIGN_IN_FAILED, "User or password is wrong");
        }
        throttle.succeeded(name);
        AdminSessions.Started session = sessions.start(user.get());
        return Answer.ok(new SignIn.Response(
                SignIn.SIGNED_IN, new SignIn.Tokens(session.token(), session.expires(), "", session.expires()), null));
    }

    private Answer signOut(Call call) {
        sessions.end(call.who().token());
        return Answer.done();
    }

    private Answer me(Call call) {
        return Answer.ok(call.who()
                .user()
                .map(user -> new SignIn.Me(user.name(), Documents.nameOf(user.role()), user.tenant(), "", false, false))
                .orElse(new SignIn.Me("", "admin", "", "", false, false)));
    }
}
