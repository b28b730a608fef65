package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.http.JsonHandler.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides who may pass to which route, and when nobody may change anything. Safe on any thread. */
final class Gate {
    private static final String BEARER = "Bearer ";
    private static final int GROUP = 2;

    /** Resources whose change touches no data, and without which maintenance could not be ended. */
    private static final Set<String> DURING_MAINTENANCE = Set.of(
            "auth",
            "settings",
            "server",
            "users",
            "groups",
            "access-keys",
            "access-grid",
            "tenants",
            "alerts",
            "trace",
            "jobs",
            "s3-access",
            "upkeep");

    private final AdminSessions sessions;
    private final ChangeThrottle throttle;
    private final Live<Boolean> maintenance;
    private final Live<Duration> retryAfter;

    Gate(AdminSessions sessions, DynamicSettings settings, InstantSource clock) {
        this.sessions = sessions;
        this.throttle = new ChangeThrottle(settings, clock);
        this.maintenance = settings.live(ChangeableSettings.MAINTENANCE);
        this.retryAfter = settings.live(ChangeableSettings.MAINTENANCE_RETRY_AFTER);
    }

    /** Who calls; empty if nobody needs to be known. */
    Optional<Caller> identify(Route route, Request request) {
        if (route.access() == Access.ANYBODY) {
            return Optional.empty();
        }
        return Optional.of(request.header("authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .flatMap(sessions::find)
                .orElseThrow(() -> new AdminException(
                        Problem.Code.UNAUTHENTICATED,
                        "A valid token is needed",
                        Map.of("WWW-Authenticate", "Bearer"))));
    }

    /** @throws AdminException if the caller may not pass */
    void admit(Route route, Optional<Caller> known) {
        boolean reading = AdminAudit.isReading(route.method());
        if (known.isPresent()) {
            Caller caller = known.get();
            admit(route.access(), reading, caller);
            if (!reading && caller.user().isPresent()) {
                throttle.count(caller.user().get().name());
            }
        }
        if (!reading && maintenance.get() && !DURING_MAINTENANCE.contains(group(route))) {
            throw new AdminException(
                    Problem.Code.MAINTENANCE,
                    "The server only lets read for now",
                    Map.of("Retry-After", String.valueOf(retryAfter.get().toSeconds())));
        }
    }

    private static String group(Route route) {
        return route.template().size() > GROUP ? route.template().get(GROUP) : "";
    }

    private static void admit(Access access, boolean reading, Caller caller) {
        if (access == Access.OWN) {
            return;
        }
        if (caller.enrolmentNeeded()) {
            throw new AdminException(
                    Problem.Code.ENROLMENT_NEEDED, "Administrators must enrol a second factor before anything else");
        }
        boolean sees = switch (access) {
            case ANYBODY, OWN, SIGNED_IN -> true;
            case TENANT -> caller.seesTenant();
            case ADMINISTRATOR -> caller.seesAll();
        };
        if (!sees) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators may do this");
        }
        if (!reading && !caller.mayChange()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "You may look at everything and change nothing");
        }
    }
}
