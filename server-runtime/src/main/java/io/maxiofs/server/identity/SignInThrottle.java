package io.maxiofs.server.identity;

import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.database.FailureTables;
import io.maxiofs.server.database.FailureTables.FailureRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks names and addresses after failures to sign in. Names that nobody has are locked like others, or the lock would
 * tell which exist. What counts outlives a restart, as hashes: people type passwords where names belong. Safe on any thread.
 */
public final class SignInThrottle {
    private static final int MAX_ENTRIES = 10_000;

    private final InstantSource clock;
    private final FailureTables tables;
    private final Set<String> unwritten = new HashSet<>();
    private boolean loaded;
    private final Live<Integer> perName;
    private final Live<Integer> perAddress;
    private final Live<Duration> lock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            boolean full = size() > MAX_ENTRIES;
            if (full) {
                unwritten.add(eldest.getKey());
            }
            return full;
        }
    };

    /** @param until when they are forgotten */
    private record Failures(int count, Instant until) {}

    /** @param tables read when somebody signs in for the first time */
    public SignInThrottle(DynamicSettings settings, FailureTables tables, InstantSource clock) {
        this.clock = clock;
        this.tables = tables;
        this.perName = settings.live(ChangeableSettings.LOCKOUT_FAILURES);
        this.perAddress = settings.live(ChangeableSettings.LOCKOUT_ADDRESS_FAILURES);
        this.lock = settings.live(ChangeableSettings.LOCKOUT_DURATION);
    }

    /** What was written before the start counts on. */
    private void load() {
        if (loaded) {
            return;
        }
        Instant now = clock.instant();
        Instant latest = now.plus(lock.get());
        tables.load(now.toEpochMilli()).forEach((subject, row) -> {
            Instant until = Instant.ofEpochMilli(row.until());
            // A clock that was wrong for a while must not lock anybody out for longer than failures do.
            failures.put(subject, new Failures(row.failures(), until.isBefore(latest) ? until : latest));
        });
        loaded = true;
    }

    /** Writes what has changed since the last call; nothing if nothing has. What cannot be written is written by the next. */
    public void flush() {
        Map<String, FailureRow> changed = new HashMap<>();
        Set<String> subjects;
        synchronized (this) {
            subjects = new HashSet<>(unwritten);
            for (String subject : subjects) {
                Failures now = failures.get(subject);
                if (now != null && now.count() > 0 && now.until().isAfter(clock.instant())) {
                    changed.put(subject, new FailureRow(now.count(), now.until().toEpochMilli()));
                }
            }
            unwritten.clear();
        }
        if (subjects.isEmpty()) {
            return;
        }
        try {
            Set<String> gone = new HashSet<>(subjects);
            gone.removeAll(changed.keySet());
            tables.save(changed, gone, clock.millis());
        } catch (RuntimeException e) {
            synchronized (this) {
                unwritten.addAll(subjects);
            }
            throw e;
        }
    }

    /** How long signing in is refused, whatever the password; zero if it is not. */
    public synchronized Duration lockedFor(String name, String address) {
        load();
        Duration byName = remaining(failures.get(ofName(name)), perName.get());
        Duration byAddress = remaining(failures.get(ofAddress(address)), perAddress.get());
        return byName.compareTo(byAddress) > 0 ? byName : byAddress;
    }

    private Duration remaining(@Nullable Failures entry, int limit) {
        Instant now = clock.instant();
        return entry == null || entry.count() < limit || !entry.until().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, entry.until());
    }

    /**
     * Counts an attempt as failed before it is decided, or many at a time would be decided before one is counted.
     *
     * @return whether the name is locked if it stays a failure
     */
    public synchronized boolean attempt(String name, String address) {
        load();
        count(ofName(name));
        count(ofAddress(address));
        Failures now = failures.get(ofName(name));
        return now != null && now.count() >= perName.get();
    }

    /** An attempt that was counted was none. */
    public synchronized void forgive(String name, String address) {
        load();
        forgive(ofName(name));
        forgive(ofAddress(address));
    }

    private void forgive(String key) {
        Failures old = failures.get(key);
        if (old != null) {
            failures.put(key, new Failures(Math.max(0, old.count() - 1), old.until()));
            unwritten.add(key);
        }
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures old = failures.get(key);
        int before = old == null || !old.until().isAfter(now) ? 0 : old.count();
        failures.put(key, new Failures(before + 1, now.plus(lock.get())));
        unwritten.add(key);
    }

    /** Forgets failures. The address keeps its count: one right password must not pay for guessing others. */
    public synchronized void succeeded(String name) {
        load();
        if (failures.remove(ofName(name)) != null) {
            unwritten.add(ofName(name));
        }
    }

    private static String ofName(String name) {
        return hash("name " + name.toLowerCase(Locale.ROOT));
    }

    private static String ofAddress(String address) {
        return hash("address " + address);
    }

    private static String hash(String subject) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
