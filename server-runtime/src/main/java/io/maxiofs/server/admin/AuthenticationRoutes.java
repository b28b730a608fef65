package io.maxiofs.server.admin;

import io.maxiofs.server.admin.AdminSessions.Origin;
import io.maxiofs.server.admin.AdminSessions.Started;
import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SecondFactors;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.identity.Tenant;
import io.maxiofs.server.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. What is wrong with a name, a password or a code is never told. */
final class AuthenticationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationRoutes.class);
    private static final String LOCKED = "locked";
    private static final String WRONG_CODE = "The code is wrong, or it took too long";
    private static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);
    private static final int MAX_CHALLENGES = 10_000;

    private final IdentityService identities;
    private final AdminSessions sessions;
    private final SignInThrottle throttle;
    private final SecondFactors factors;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final Map<String, Challenge> challenges = new ConcurrentHashMap<>();

    /** Somebody whose password was right. */
    private record Challenge(String user, Instant expires) {}

    AuthenticationRoutes(
            IdentityService identities,
            AdminSessions sessions,
            SignInThrottle throttle,
            SecondFactors factors,
            SecretGenerator generator,
            InstantSource clock) {
        this.identities = identities;
        this.sessions = sessions;
        this.throttle = throttle;
        this.factors = factors;
        this.generator = generator;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/auth/login", Access.ANYBODY, this::signIn),
                new Route("POST", "/api/v1/auth/login/second-factor", Access.ANYBODY, this::secondFactor),
                new Route("POST", "/api/v1/auth/refresh", Access.ANYBODY, this::refresh),
                new Route("POST", "/api/v1/auth/logout", Access.OWN, this::signOut),
                new Route("GET", "/api/v1/auth/me", Access.OWN, this::me));
    }

    private Answer signIn(Call call) {
        SignIn.Request given = call.body(SignIn.Request.class);
        String name = Documents.required(given.user(), "user");
        String password = Documents.required(given.password(), "password");
        attempt(call, name);
        Optional<User> user = identities.authenticate(name, password);
        if (user.isEmpty()) {
            throw failed(call, "User or password is wrong");
        }
        throttle.forgive(name, address(call));
        if (!factors.isEnrolled(user.get())) {
            return signedIn(call, user.get());
        }
        call.note("step", "password");
        call.notes().remove(LOCKED);
        Instant now = clock.instant();
        challenges.values().removeIf(old -> !old.expires().isAfter(now));
        if (challenges.size() >= MAX_CHALLENGES) {
            throw new IllegalStateException("More than " + MAX_CHALLENGES + " people are signing in");
        }
        String challenge = generator.token();
        challenges.put(challenge, new Challenge(user.get().name(), now.plus(CHALLENGE_LIFETIME)));
        return Answer.ok(new SignIn.Response(SignIn.SECOND_FACTOR_NEEDED, null, challenge));
    }

    private static String address(Call call) {
        return call.request().peer().address().getHostAddress();
    }

    private void attempt(Call call, String name) {
        Duration locked = throttle.lockedFor(name, address(call));
        if (!locked.isZero()) {
            throw new AdminException(
                    Problem.Code.TOO_MANY_FAILURES,
                    "Try again later",
                    Map.of("Retry-After", String.valueOf(locked.toSeconds() + 1)));
        }
        if (throttle.attempt(name, address(call))) {
            call.note(LOCKED, "true");
        }
    }

    private static AdminException failed(Call call, String told) {
        LOG.warn("Signing in from {} failed", address(call));
        return new AdminException(Problem.Code.SIGN_IN_FAILED, told);
    }

    private Answer secondFactor(Call call) {
        SignIn.SecondFactor given = call.body(SignIn.SecondFactor.class);
        Challenge challenge = challenges.get(Documents.required(given.challenge(), "challenge"));
        String code = Documents.required(given.code(), "code");
        call.note("step", "second-factor");
        if (challenge == null || !challenge.expires().isAfter(clock.instant())) {
            throw new AdminException(Problem.Code.SIGN_IN_FAILED, WRONG_CODE);
        }
        call.note("user", challenge.user());
        attempt(call, challenge.user());
        User user = identities
                .byName(challenge.user())
                .filter(User::isActive)
                .filter(known -> factors.accept(known, code))
                .orElseThrow(() -> failed(call, WRONG_CODE));
        throttle.forgive(user.name(), address(call));
        challenges.remove(given.challenge());
        return signedIn(call, user);
    }

    private Answer signedIn(Call call, User user) {
        throttle.succeeded(user.name());
        call.notes().remove(LOCKED);
        Started started = sessions.start(user, origin(call));
        tellWho(call, user);
        boolean held = sessions.needsFactor(user) && !factors.isEnrolled(user);
        return Answer.ok(
                new SignIn.Response(held ? SignIn.ENROLMENT_NEEDED : SignIn.SIGNED_IN, document(started), null));
    }

    private static void tellWho(Call call, User user) {
        call.note(AdminAudit.SIGNED_IN_USER, user.name());
        call.note(AdminAudit.SIGNED_IN_TENANT, user.tenant());
    }

    private static Origin origin(Call call) {
        return new Origin(
                call.request().peer().address().getHostAddress(),
                call.request().header("user-agent").orElse(""));
    }

    private static SignIn.Tokens document(Started started) {
        return new SignIn.Tokens(started.token(), started.expires(), started.refreshToken(), started.refreshExpires());
    }

    private Answer refresh(Call call) {
        SignIn.Refresh given = call.body(SignIn.Refresh.class);
        try {
            Started started = sessions.refresh(Documents.required(given.refreshToken(), "refreshToken"));
            tellWho(call, started.user());
            return Answer.ok(document(started));
        } catch (AdminSessions.RefusedException e) {
            e.user().ifPresent(user -> tellWho(call, user));
            call.note("reason", String.valueOf(e.getMessage()));
            throw new AdminException(Problem.Code.SIGN_IN_FAILED, "Sign in again");
        }
    }

    private Answer signOut(Call call) {
        sessions.end(call.who().session());
        return Answer.done();
    }

    private Answer me(Call call) {
        Caller caller = call.who();
        return Answer.ok(caller.user()
                .map(user -> new SignIn.Me(
                        user.name(),
                        Caller.roleOf(user),
                        identities
                                .tenants()
                                .byId(user.tenant())
                                .map(Tenant::name)
                                .orElse(""),
                        user.names().displayName(),
                        factors.isEnrolled(user),
                        caller.enrolmentNeeded()))
                .orElse(new SignIn.Me("", caller.role(), "", "", false, false)));
    }
}
