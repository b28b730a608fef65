package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one caller make so many changes in a minute; each gets back one place as time passes. Programs that hold the local
 * token are the server's own user, and are not held up. Safe on any thread.
 */
final class ChangeThrottle {
    private static final int MAX_CALLERS = 10_000;
    private static final double SECONDS = 60;
    private static final double MILLIS = 1_000;

    private final Live<Integer> perMinute;
    private final InstantSource clock;
    private final Map<String, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
            return size() > MAX_CALLERS;
        }
    };

    private record Budget(double left, Instant at) {}

    ChangeThrottle(DynamicSettings settings, InstantSource clock) {
        this.perMinute = settings.live(ChangeableSettings.MUTATIONS_PER_MINUTE);
        this.clock = clock;
    }

    /** @throws AdminException if the caller has to wait */
    synchronized void count(String caller) {
        double full = perMinute.get();
        Instant now = clock.instant();
        Budget old = budgets.getOrDefault(caller, new Budget(full, now));
        double seconds = Math.max(0, now.toEpochMilli() - old.at().toEpochMilli()) / MILLIS;
        double left = Math.min(full, old.left() + seconds * full / SECONDS);
        if (left < 1) {
            long wait = (long) Math.ceil((1 - left) * SECONDS / full);
            budgets.put(caller, new Budget(left, now));
            throw new AdminException(
                    Problem.Code.TOO_MANY_REQUESTS,
                    "More than " + perMinute.get() + " changes in a minute",
                    Map.of("Retry-After", String.valueOf(wait)));
        }
        budgets.put(caller, new Budget(left - 1, now));
    }
}
