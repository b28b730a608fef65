package io.maxiofs.server.lifecycle;

import static java.util.Objects.requireNonNull;

import io.maxiofs.server.service.DocumentCache;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lifecycle rules out. With days as long as people's there is a pass after every midnight UTC, which is when
 * anything becomes due, and after every change of rules; with shorter ones as often as {@link LifecycleDay#interval()}
 * says. A walk that was interrupted goes on where it was, also after a restart. While no bucket has rules nothing is read.
 *
 * <p>One thread of its own; {@link #status()} may be called on any.
 */
public final class LifecycleWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleWorker.class);

    /** How often real days look whether a new one has begun, or rules have changed; both are told from memory. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** Pages of a walk between two times its place is written down. */
    private static final int PAGES_PER_SAVE = 100;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private final ObjectStore store;
    private final LifecycleDay day;
    private final InstantSource clock;
    private final ChangeQueue changes;
    private final DocumentCache<LifecycleRules> documents = new DocumentCache<>(LifecycleDocument::kept);
    private final Thread thread = Thread.ofPlatform().name("lifecycle").daemon().unstarted(this::loop);
    private final AtomicLong examined = new AtomicLong();
    private final AtomicLong passes = new AtomicLong();
    private final LifecyclePlaces places;
    private final Set<String> reported = new HashSet<>();
    private volatile boolean stopped;
    private volatile @Nullable Instant started;
    private volatile @Nullable Instant ended;
    private volatile String current = "";
    private volatile String lastError = "";
    private volatile List<String> findings = List.of();

    /** @param maxChangesPerSecond asked before each change; at least 1 */
    public LifecycleWorker(
            ObjectStore store,
            LifecycleDay day,
            InstantSource clock,
            IntSupplier maxChangesPerSecond,
            LifecyclePlaces places) {
        this.store = store;
        this.day = day;
        this.clock = clock;
        this.changes = new ChangeQueue(maxChangesPerSecond, System::nanoTime);
        this.places = places;
    }

    /** Once. */
    public void start() {
        thread.start();
    }

    private void loop() {
        while (!stopped) {
            long begin = System.nanoTime();
            try {
                passOver(day.isReal() ? this::isDue : bucket -> true);
            } catch (RuntimeException e) {
                lastError = String.valueOf(e.getMessage());
                LOG.warn("A lifecycle pass ended early and goes on later", e);
            }
            Duration wait = (day.isReal() ? LOOK_EVERY : day.interval()).minusNanos(System.nanoTime() - begin);
            LockSupport.parkNanos(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT.toNanos() : wait.toNanos());
        }
    }

    /** Whether nobody has walked the bucket today with the rules it has. Memory only. */
    private boolean isDue(Bucket bucket) {
        String text = bucket.settings().get(BucketSetting.LIFECYCLE);
        if (text == null) {
            return false;
        }
        LifecyclePlaces.Place place = places.find(bucket.id(), text);
        return place == null || place.after() != null || place.day() < day.number(clock.instant());
    }

    /** Looks at every bucket that has rules, once. Not beside {@link #start()}: tests call one or the other. */
    public void pass() {
        passOver(bucket -> true);
    }

    private void passOver(Predicate<Bucket> wanted) {
        List<Bucket> ruled = store.buckets().list().stream()
                .filter(bucket -> bucket.settings().containsKey(BucketSetting.LIFECYCLE))
                .toList();
        List<Bucket> due = ruled.stream().filter(wanted).toList();
        if (due.isEmpty()) {
            // A bucket whose rules are not understood is always due.
            findings = List.of();
            return;
        }
        Instant now = clock.instant();
        List<String> notUnderstood = new ArrayList<>();
        boolean understood = false;
        for (Bucket bucket : due) {
            if (!stopped) {
                String text = requireNonNull(bucket.settings().get(BucketSetting.LIFECYCLE));
                understood |= pass(bucket, text, now, notUnderstood);
            }
        }
        findings = List.copyOf(notUnderstood);
        if (!understood) {
            return;
        }
        started = now;
        ended = clock.instant();
        passes.incrementAndGet();
        places.retain(ruled.stream().map(Bucket::id).collect(Collectors.toSet()));
        save();
    }

    /** Days that are seconds are for tests; they would write all the time. */
    private void save() {
        if (day.isReal()) {
            places.save();
        }
    }

    /** Whether the bucket's rules were understood. */
    private boolean pass(Bucket bucket, String text, Instant now, List<String> notUnderstood) {
        LifecycleRules rules;
        try {
            rules = documents.of(text);
        } catch (RuntimeException e) {
            // Whatever it is: what cannot be understood expires nothing.
            notUnderstood.add("The lifecycle rules of the bucket " + bucket.name()
                    + " are not understood; nothing in it expires");
            if (reported.add(bucket.id() + " " + text)) {
                LOG.error(
                        "The lifecycle rules of the bucket {} are not understood; nothing in it expires",
                        bucket.name(),
                        e);
            }
            return false;
        }
        if (rules.isActive()) {
            walk(bucket, text, rules, now);
        } else {
            places.put(bucket.id(), text, day.number(now), null);
        }
        return true;
    }

    private void walk(Bucket bucket, String text, LifecycleRules rules, Instant now) {
        current = bucket.name().value();
        LifecyclePass pass = new LifecyclePass(store, bucket, rules, day, now, changes);
        LifecyclePlaces.Place before = places.find(bucket.id(), text);
        String after = before == null || Objects.equals(before.after(), "") ? null : before.after();
        // A walk that goes on is one of the day on which it began, whenever it ends.
        long began = before == null || after == null ? day.number(now) : before.day();
        AtomicInteger pages = new AtomicInteger();
        boolean whole = false;
        try {
            whole = pass.run(
                    after,
                    count -> {
                        examined.addAndGet(count);
                        if (pages.incrementAndGet() % PAGES_PER_SAVE == 0) {
                            // What was found before the place must be done before the place counts.
                            changes.drain();
                            places.put(bucket.id(), text, began, placeOf(pass));
                            save();
                        }
                    },
                    () -> stopped);
        } catch (BucketNotFoundException e) {
            whole = true;
        } catch (StorageException e) {
            lastError = String.valueOf(e.getMessage());
            LOG.warn("The lifecycle pass over the bucket {} was interrupted and goes on later", bucket.name(), e);
        } finally {
            current = "";
            places.put(bucket.id(), text, began, whole ? null : placeOf(pass));
        }
    }

    /** Not null, which would stand for a walk that came to its end. No key comes before the empty one. */
    private static String placeOf(LifecyclePass pass) {
        String completed = pass.completed();
        return completed == null ? "" : completed;
    }

    /** What it has done and is doing. */
    public LifecycleStatus status() {
        return new LifecycleStatus(
                passes.get(),
                started,
                ended,
                current,
                new LifecycleStatus.Counts(examined.get(), changes.changed(), changes.failed()),
                lastError,
                findings);
    }

    /** Ends the thread after the page it is at. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
