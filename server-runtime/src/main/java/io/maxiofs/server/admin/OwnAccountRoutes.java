package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SessionDocument;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.database.SignInTables;
import io.maxiofs.server.database.SignInTables.SessionRow;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.IdentityService.UserChange;
import io.maxiofs.server.identity.SecondFactors;
import io.maxiofs.server.identity.SignInThrottle;
import io.maxiofs.server.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What people do for themselves: sessions, password, second factor, preferences. */
final class OwnAccountRoutes {
    private static final int MAX_PREFERENCES = 100;
    private static final int MAX_PREFERENCE_NAME = 64;
    private static final int MAX_PREFERENCE_VALUE = 1_000;

    private final IdentityService identities;
    private final AdminSessions sessions;
    private final SignInThrottle throttle;
    private final SecondFactors factors;
    private final SignInTables tables;
    private final PasswordRules passwords;

    OwnAccountRoutes(
            IdentityService identities,
            AdminSessions sessions,
            SignInThrottle throttle,
            SecondFactors factors,
            SignInTables tables,
            PasswordRules passwords) {
        this.identities = identities;
        this.sessions = sessions;
        this.throttle = throttle;
        this.factors = factors;
        this.tables = tables;
        this.passwords = passwords;
    }

    List<Route> routes() {
        Access own = Access.OWN;
        return List.of(
                new Route("GET", "/api/v1/auth/sessions", own, this::listSessions),
                new Route("DELETE", "/api/v1/auth/sessions", own, this::endOthers),
                new Route("DELETE", "/api/v1/auth/sessions/{id}", own, this::endSession),
                new Route("POST", "/api/v1/auth/password", own, this::changePassword),
                new Route("GET", "/api/v1/auth/two-factor", own, this::twoFactor),
                new Route("POST", "/api/v1/auth/two-factor", own, this::begin),
                new Route("POST", "/api/v1/auth/two-factor/confirm", own, this::confirm),
                new Route("POST", "/api/v1/auth/two-factor/backup-codes", own, this::backupCodes),
                new Route("POST", "/api/v1/auth/two-factor/disable", own, this::disable),
                new Route("GET", "/api/v1/auth/preferences", own, this::preferences),
                new Route("PATCH", "/api/v1/auth/preferences", own, this::changePreferences));
    }

    private static User user(Call call) {
        return call.who()
                .user()
                .orElseThrow(() -> new AdminException(
                        Problem.Code.NOT_AVAILABLE, "A local program has no account of its own; sign in as a user"));
    }

    private Answer listSessions(Call call) {
        User user = user(call);
        return Answer.ok(new Items<>(sessions.of(user).stream()
                .map(row -> document(user, row, call.who().session()))
                .toList()));
    }

    /** @param current id of the session that asks */
    static SessionDocument document(User user, SessionRow row, String current) {
        return new SessionDocument(
                row.id(),
                user.name(),
                row.address(),
                row.client(),
                Instant.ofEpochMilli(row.createdAt()),
                Instant.ofEpochMilli(row.refreshedAt()),
                Instant.ofEpochMilli(row.expiresAt()),
                row.id().equals(current));
    }

    private Answer endOthers(Call call) {
        sessions.endAll(user(call), call.who().session());
        return Answer.done();
    }

    private Answer endSession(Call call) {
        String id = call.segment("id");
        if (sessions.of(user(call)).stream().noneMatch(row -> row.id().equals(id))) {
            throw new AdminException(Problem.Code.NOT_FOUND, "There is no such session");
        }
        sessions.end(id);
        return Answer.done();
    }

    private Answer changePassword(Call call) {
        SignIn.PasswordChange given = call.body(SignIn.PasswordChange.class);
        String next = Documents.required(given.newPassword(), "newPassword");
        User user = proven(call, Documents.required(given.oldPassword(), "oldPassword"));
        passwords.check(next);
        identities.updateUser(user.name(), new UserChange(null, null, null, null, next));
        sessions.endAll(user, call.who().session());
        return Answer.done();
    }

    /** Whoever guesses here is locked out as at the door. */
    private User proven(Call call, String password) {
        return proven(
                call, user -> identities.authenticate(user.name(), password).isPresent());
    }

    private User proven(Call call, Predicate<User> proof) {
        User user = user(call);
        String address = call.request().peer().address().getHostAddress();
        Duration locked = throttle.lockedFor(user.name(), address);
        if (!locked.isZero()) {
            throw new AdminException(
                    Problem.Code.TOO_MANY_FAILURES,
                    "Try again later",
                    Map.of("Retry-After", String.valueOf(locked.toSeconds() + 1)));
        }
        boolean locks = throttle.attempt(user.name(), address);
        if (!proof.test(user)) {
            if (locks) {
                call.note("locked", "true");
            }
            throw new AdminException(Problem.Code.FORBIDDEN, "Password or code is wrong");
        }
        throttle.forgive(user.name(), address);
        return user;
    }

    private User provenTwice(Call call, TwoFactorDocument.Proof proof) {
        String code = Documents.required(proof.code(), "code");
        proven(call, Documents.required(proof.password(), "password"));
        return proven(call, user -> factors.accept(user, code));
    }

    private Answer twoFactor(Call call) {
        User user = user(call);
        boolean required = sessions.needsFactor(user);
        Optional<SecondFactors.Standing> standing = factors.of(user);
        return Answer.ok(
                standing.map(found -> new TwoFactorDocument(true, found.since(), found.backupCodesLeft(), required))
                        .orElse(new TwoFactorDocument(false, null, 0, required)));
    }

    private Answer begin(Call call) {
        TwoFactorDocument.Begin given = call.body(TwoFactorDocument.Begin.class);
        User user = proven(call, Documents.required(given.password(), "password"));
        if (factors.isEnrolled(user)) {
            throw new AdminException(Problem.Code.EXISTS, "A second factor is enrolled; turn it off first");
        }
        SecondFactors.Enrolment begun = factors.begin(user);
        return Answer.ok(
                new TwoFactorDocument.Enrolment(begun.uri(), SecondFactors.readable(begun.secret()), begun.expires()));
    }

    private Answer confirm(Call call) {
        TwoFactorDocument.Confirm given = call.body(TwoFactorDocument.Confirm.class);
        User user = user(call);
        List<String> codes = factors.confirm(
                        user, Documents.required(given.code(), "code").strip())
                .orElseThrow(() -> new AdminException(
                        Problem.Code.INVALID, "The code is wrong, or enrolling was begun more than ten minutes ago"));
        sessions.endAll(user, call.who().session());
        sessions.enrolled(user);
        return Answer.ok(new TwoFactorDocument.BackupCodes(codes));
    }

    private Answer backupCodes(Call call) {
        User user = provenTwice(call, call.body(TwoFactorDocument.Proof.class));
        return Answer.ok(new TwoFactorDocument.BackupCodes(factors.renewBackupCodes(user)));
    }

    private Answer disable(Call call) {
        TwoFactorDocument.Proof given = call.body(TwoFactorDocument.Proof.class);
        if (sessions.needsFactor(user(call))) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Administrators must use a second factor here");
        }
        factors.disable(provenTwice(call, given));
        return Answer.done();
    }

    private long row(Call call) {
        User user = user(call);
        return identities
                .accounts()
                .rowOf(user)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "The user is gone"));
    }

    private Answer preferences(Call call) {
        return Answer.ok(new SignIn.Preferences(new TreeMap<>(tables.preferences(row(call)))));
    }

    private Answer changePreferences(Call call) {
        SignIn.Preferences given = call.body(SignIn.Preferences.class);
        long row = row(call);
        TreeMap<String, String> values = new TreeMap<>(tables.preferences(row));
        Documents.required(given.values(), "values").forEach((name, value) -> {
            if (value == null) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        boolean fits = values.size() <= MAX_PREFERENCES
                && values.entrySet().stream()
                        .allMatch(entry -> entry.getKey().length() <= MAX_PREFERENCE_NAME
                                && entry.getValue().length() <= MAX_PREFERENCE_VALUE);
        if (!fits) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "At most " + MAX_PREFERENCES + " preferences with names of " + MAX_PREFERENCE_NAME
                            + " and values of " + MAX_PREFERENCE_VALUE + " characters");
        }
        tables.savePreferences(row, values);
        return Answer.ok(new SignIn.Preferences(new TreeMap<>(values)));
    }
}
