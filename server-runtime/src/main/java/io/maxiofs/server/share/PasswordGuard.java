package io.maxiofs.server.share;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bounds how many passwords may be tried at a link, from one address and altogether. Safe on any thread. */
final class PasswordGuard {
    private static final int KNOWN = 10_000;

    private final ShareLimits limits;
    private final InstantSource clock;

    /** The oldest first, and forgotten first. */
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, long untilMillis) {}

    PasswordGuard(ShareLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether another password may be tried now. It counts as wrong until {@link #right} says otherwise. */
    synchronized boolean mayTry(String share, InetAddress address) {
        String pair = share + " " + address.getHostAddress();
        if (count(pair) >= limits.tries() || count(share) >= limits.triesOfLink()) {
            return false;
        }
        add(pair);
        add(share);
        return true;
    }

    private int count(String name) {
        Failures known = failures.get(name);
        return known == null || known.untilMillis() <= clock.millis() ? 0 : known.count();
    }

    private void add(String name) {
        int count = count(name);
        Failures known = failures.remove(name);
        long until =
                count == 0 || known == null ? clock.millis() + limits.window().toMillis() : known.untilMillis();
        failures.put(name, new Failures(count + 1, until));
        if (failures.size() > KNOWN) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /** The password was right: what was noted of this address is forgotten, and this try was none at guessing. */
    synchronized void right(String share, InetAddress address) {
        failures.remove(share + " " + address.getHostAddress());
        Failures known = failures.get(share);
        if (known != null) {
            failures.put(share, new Failures(Math.max(0, known.count() - 1), known.untilMillis()));
        }
    }
}
