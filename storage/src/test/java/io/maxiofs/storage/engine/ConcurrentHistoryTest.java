package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.history.KeyCall;
import io.maxiofs.storage.history.KeyCall.Answer;
import io.maxiofs.storage.history.KeyCall.Kind;
import io.maxiofs.storage.history.LinearizabilityCheck;
import io.maxiofs.storage.history.Operation;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several threads work on a few keys of a real store while it compacts; afterwards there must be an order of their calls,
 * for each key, that explains every answer. {@code -Dmaxiofs.history.operations=N} makes it longer.
 */
class ConcurrentHistoryTest {
    private static final int THREADS = 4;
    private static final int KEYS = 3;
    private static final int OPERATIONS = Integer.getInteger("maxiofs.history.operations", 300);
    private static final long PATIENCE_SECONDS = 300;
    private static final int LARGE = 6000;

    private final AtomicLong moments = new AtomicLong();
    private final AtomicLong values = new AtomicLong();
    private final Map<String, List<Operation<KeyCall>>> histories = new ConcurrentHashMap<>();
    private final Map<String, String> lastSeen = new ConcurrentHashMap<>();
    private final BucketName bucket = new BucketName("bucket");

    @ParameterizedTest
    @CsvSource({"1, UNVERSIONED, SAFE", "2, ENABLED, SAFE", "3, SUSPENDED, SAFE", "4, UNVERSIONED, FAST"})
    void everyKeyIsLinearizable(long seed, VersioningState versioning, EngineConfig.Mode mode) throws Exception {
        EngineConfig config =
                TemporaryStore.small(1).withDurability(new EngineConfig.Durability(mode, Duration.ofMillis(1)));
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        for (int i = 0; i < KEYS; i++) {
            histories.put("key" + i, new ArrayList<>());
        }
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            StoreClient client = new StoreClient(temporary.store());
            client.createBucket(bucket.value(), versioning);
            work(seed, client, temporary.store());
        }
        histories.forEach((name, history) -> assertThat(LinearizabilityCheck.violation(new KeyCall.Model(), history))
                .as("seed %d, %s, %d calls", seed, name, history.size())
                .isEmpty());
        assertThat(histories.values().stream().mapToInt(List::size).sum()).isGreaterThan(THREADS * OPERATIONS / 2);
    }

    private void work(long seed, StoreClient client, LocalObjectStore store) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
            Future<?> compaction = threads.submit(() -> {
                while (!done.get()) {
                    compact(store);
                }
            });
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                workers.add(threads.submit(() -> work(number, new Random(seed * 100 + number), client)));
            }
            try {
                for (Future<?> worker : workers) {
                    worker.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } finally {
                done.set(true);
            }
            compaction.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void compact(LocalObjectStore store) {
        try {
            store.compact(100);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void work(int thread, Random random, StoreClient client) {
        for (int i = 0; i < OPERATIONS; i++) {
            String name = "key" + random.nextInt(KEYS);
            switch (random.nextInt(10)) {
                case 0, 1 -> put(thread, client, name, random, Kind.PUT);
                case 2 -> put(thread, client, name, random, Kind.PUT_IF_ABSENT);
                case 3 -> put(thread, client, name, random, Kind.PUT_IF_MATCH);
                case 4 -> delete(thread, client, name, Kind.DELETE);
                case 5 -> delete(thread, client, name, Kind.DELETE_IF_MATCH);
                case 6 -> list(thread, client);
                default -> get(thread, client, name);
            }
        }
    }

    private void note(String name, int thread, long begun, KeyCall call) {
        List<Operation<KeyCall>> history = Objects.requireNonNull(histories.get(name));
        Operation<KeyCall> operation = new Operation<>(thread, begun, moments.incrementAndGet(), call);
        synchronized (history) {
            history.add(operation);
        }
    }

    private void put(int thread, StoreClient client, String name, Random random, Kind kind) {
        String expected = kind == Kind.PUT_IF_MATCH ? lastSeen.getOrDefault(name, "none") : "";
        WriteCondition condition =
                new WriteCondition(expected.isEmpty() ? null : expected, kind == Kind.PUT_IF_ABSENT, null, null);
        String text = "value " + values.incrementAndGet() + (random.nextInt(4) == 0 ? "x".repeat(LARGE) : "");
        String value = tag(text);
        long begun = moments.incrementAndGet();
        Answer answer;
        try {
            client.put(bucket, name, text, condition);
            answer = Answer.DONE;
        } catch (PreconditionFailedException e) {
            answer = Answer.REFUSED;
        } catch (ObjectNotFoundException e) {
            answer = Answer.MISSING;
        }
        note(name, thread, begun, new KeyCall(kind, expected, value, answer));
    }

    private static String tag(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(StoreClient.bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void delete(int thread, StoreClient client, String name, Kind kind) {
        String expected = kind == Kind.DELETE_IF_MATCH ? lastSeen.getOrDefault(name, "none") : "";
        WriteCondition condition = new WriteCondition(expected.isEmpty() ? null : expected, false, null, null);
        long begun = moments.incrementAndGet();
        Answer answer;
        try {
            client.delete(new DeleteRequest(bucket, key(name), VersionSelector.CURRENT, OWNER, condition, false));
            answer = Answer.DONE;
        } catch (PreconditionFailedException e) {
            answer = Answer.REFUSED;
        } catch (ObjectNotFoundException e) {
            answer = Answer.MISSING;
        }
        note(name, thread, begun, new KeyCall(kind, expected, "", answer));
    }

    private void get(int thread, StoreClient client, String name) {
        long begun = moments.incrementAndGet();
        StoredObject found;
        try {
            found = client.store().find(bucket, key(name), VersionSelector.CURRENT);
        } catch (ObjectNotFoundException | DeleteMarkerException e) {
            note(name, thread, begun, new KeyCall(Kind.SEE, "", KeyCall.ABSENT, Answer.DONE));
            return;
        }
        String seen = found.version().requireContent().etag().value();
        note(name, thread, begun, new KeyCall(Kind.SEE, "", seen, Answer.DONE));
        lastSeen.put(name, seen);
        try {
            assertThat(tag(new String(StoreClient.read(found), StandardCharsets.UTF_8)))
                    .as("the bytes are those of the version that was found")
                    .isEqualTo(seen);
        } catch (ObjectNotFoundException e) {
            // Overwritten between finding and reading; that no other bytes come is what matters.
            assertThat(e).isNotNull();
        }
    }

    /** One listing sees every key. */
    private void list(int thread, StoreClient client) {
        long begun = moments.incrementAndGet();
        List<ObjectVersion> entries = client.store()
                .listing()
                .listObjects(new Query(bucket, "", null, Integer.MAX_VALUE), null)
                .entries();
        for (String name : histories.keySet()) {
            String seen = entries.stream()
                    .filter(entry -> entry.key().value().equals(name))
                    .map(entry -> entry.requireContent().etag().value())
                    .findFirst()
                    .orElse(KeyCall.ABSENT);
            note(name, thread, begun, new KeyCall(Kind.SEE, "", seen, Answer.DONE));
        }
    }
}
