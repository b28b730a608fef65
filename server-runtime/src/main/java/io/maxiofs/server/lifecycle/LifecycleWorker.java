package io.maxiofs.server.lifecycle;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries lifecycle rules out. With days as long as people's there is a pass after every midnight UTC, which is when
 * anything becomes due, and after every change of rules; with shorter ones as often as {@link LifecycleDay#interval()}
 * says. A pass that was interrupted goes on where it was, in the next one. While no bucket has rules nothing is read.
 *
 * <p>One thread of its own; {@link #status()} may be called on any.
 */
public final class LifecycleWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleWorker.class);

    /** How often real days look whether a new one has begun, or rules have changed; both are told from memory. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private final ObjectStore store;
    private final LifecycleDay day;
    private final InstantSource clock;
    private final ChangeQueue changes;
    private final DocumentCache<LifecycleRules> documents = new DocumentCache<>(LifecycleDocument::kept);
    private final Thread thread = Thread.ofPlatform().name("lifecycle").daemon().unstarted(this::loop);
    private final AtomicLong examined = new AtomicLong();
    private final AtomicLong passes = new AtomicLong();
    private final Map<Long, String> unfinished = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private Map<Long, String> seen = Map.of();
    private long seenDay = Long.MIN_VALUE;
    private volatile boolean stopped;
    private volatile @Nullable Instant started;
    private volatile @Nullable Instant ended;
    private volatile String current = "";
    private volatile String lastError = "";
    private volatile List<String> findings = List.of();

    /** @param maxChangesPerSecond at least 1; asked before each change */
    public LifecycleWorker(ObjectStore store, LifecycleDay day, InstantSource clock, IntSupplier maxChangesPerSecond) {
        this.store = store;
        this.day = day;
        this.clock = clock;
        this.changes = new ChangeQueue(maxChangesPerSecond, System::nanoTime);
    }

    /** Once. */
    public void start() {
        thread.start();
    }

    private void loop() {
        while (!stopped) {
            long begin = System.nanoTime();
            try {
                if (isDue()) {
                    pass();
                }
            } catch (RuntimeException e) {
                lastError = String.valueOf(e.getMessage());
                LOG.warn("A lifecycle pass ended early and goes on later", e);
            }
            Duration wait = (day.isReal() ? LOOK_EVERY : day.interval()).minusNanos(System.nanoTime() - begin);
            LockSupport.parkNanos(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT.toNanos() : wait.toNanos());
        }
    }

    /** Rules by bucket. Memory only. */
    private Map<Long, String> rules() {
        Map<Long, String> texts = new HashMap<>();
        for (Bucket bucket : store.buckets().list()) {
            String text = bucket.settings().get(BucketSetting.LIFECYCLE);
            if (text != null) {
                texts.put(bucket.id(), text);
            }
        }
        return texts;
    }

    private boolean isDue() {
        if (!day.isReal() || !unfinished.isEmpty()) {
            return true;
        }
        return day.number(clock.instant()) != seenDay || !rules().equals(seen);
    }

    /** Looks at every bucket that has rules, once. Not beside {@link #start()}: tests call one or the other. */
    public void pass() {
        Map<Long, String> texts = rules();
        Instant now = clock.instant();
        List<String> notUnderstood = new ArrayList<>();
        if (!texts.isEmpty()) {
            started = now;
            for (Bucket bucket : store.buckets().list()) {
                String text = bucket.settings().get(BucketSetting.LIFECYCLE);
                if (text != null && !stopped) {
                    pass(bucket, text, now, notUnderstood);
                }
            }
            ended = clock.instant();
            passes.incrementAndGet();
        }
        findings = List.copyOf(notUnderstood);
        seen = texts;
        seenDay = day.number(now);
    }

    private void pass(Bucket bucket, String text, Instant now, List<String> notUnderstood) {
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
            return;
        }
        if (rules.isActive()) {
            walk(bucket, rules, now);
        }
    }

    private void walk(Bucket bucket, LifecycleRules rules, Instant now) {
        current = bucket.name().value();
        LifecyclePass pass = new LifecyclePass(store, bucket, rules, day, now, changes);
        boolean whole = false;
        try {
            pass.run(unfinished.get(bucket.id()), examined::addAndGet, () -> stopped);
            whole = true;
        } catch (BucketNotFoundException e) {
            whole = true;
        } catch (StorageException e) {
            lastError = String.valueOf(e.getMessage());
            LOG.warn("The lifecycle pass over the bucket {} was interrupted and goes on later", bucket.name(), e);
        } finally {
            current = "";
            String completed = pass.completed();
            if (whole || completed == null) {
                unfinished.remove(bucket.id());
            } else {
                unfinished.put(bucket.id(), completed);
            }
        }
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
