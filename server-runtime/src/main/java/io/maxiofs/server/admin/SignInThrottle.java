package io.maxiofs.server.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Locks names and addresses after failures to sign in. Names that nobody has are locked like others, or the lock would
 * tell which exist. Safe on any thread.
 */
final class SignInThrottle {
    static final int FAILURES_PER_NAME = 5;

    /** Several people may sit behind one address. */
    static final int FAILURES_PER_ADDRESS = 20;

    static final Duration LOCK = Duration.ofMinutes(15);
    private static final int MAX_ENTRIES = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** @param until when they are forgotten */
    private record Failures(int count, Instant until) {}

    SignInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long signing in is refused, whatever the password; zero if it is not. */
    synchronized Duration lockedFor(String name, String address) {
        Duration byName = remaining(failures.get(ofName(name)), FAILURES_PER_NAME);
        Duration byAddress = remaining(failures.get(ofAddress(address)), FAILURES_PER_ADDRESS);
        return byName.compareTo(byAddress) > 0 ? byName : byAddress;
    }

    private Duration remaining(@Nullable Failures entry, int limit) {
        Instant now = clock.instant();
        return entry == null || entry.count() < limit || !entry.until().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, entry.until());
    }

    synchronized void failed(String name, String address) {
        count(ofName(name));
        count(ofAddress(address));
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures old = failures.get(key);
        int before = old == null || !old.until().isAfter(now) ? 0 : old.count();
        failures.put(key, new Failures(before + 1, now.plus(LOCK)));
    }

    /** The address keeps its count: one right password must not pay for guessing others. */
    synchronized void succeeded(String name) {
        failures.remove(ofName(name));
    }

    private static String ofName(String name) {
        return "name " + name.toLowerCase(Locale.ROOT);
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }
}
