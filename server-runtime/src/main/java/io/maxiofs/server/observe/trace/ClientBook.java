package io.maxiofs.server.observe.trace;

import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.metrics.OperationClass;
import io.maxiofs.server.s3.error.S3Exception;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * When each program last used each key, and how that went. Bounded; safe on any thread. {@link #flush} is for one thread, and
 * writes only what has changed.
 */
public final class ClientBook {
    /** Programs and keys that are told apart. */
    static final int MAX_CLIENTS = 1_000;

    /** Of those, such that never had a request that was accepted: anybody may claim any key. */
    static final int MAX_STRANGERS = 200;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int OK_BELOW = 400;
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;

    /** By key, then by client: neither look-up makes an object. */
    private final Map<String, Map<String, Use>> uses = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final ClientStore store;

    private static final class Use {
        private final String client;
        private final String accessKey;
        private final LongAdder requests = new LongAdder();
        private final long firstMillis;
        private volatile @Nullable InetAddress address;
        private volatile String addressText = "";
        private volatile long lastMillis;
        private volatile long lastWriteMillis;
        private volatile int writeDays;
        private volatile ClientUse.@Nullable Failure failure;
        private volatile boolean accepted;
        private volatile boolean dirty;

        Use(String client, String accessKey, long firstMillis) {
            this.client = client;
            this.accessKey = accessKey;
            this.firstMillis = firstMillis;
        }

        /** Two threads may count the same day; nobody decides by one day more. */
        @SuppressWarnings("NonAtomicVolatileUpdate")
        void wrote(long millis) {
            if (Math.floorDiv(lastWriteMillis, DAY_MILLIS) != Math.floorDiv(millis, DAY_MILLIS)) {
                writeDays++;
            }
            lastWriteMillis = millis;
        }

        ClientUse copy() {
            InetAddress from = address;
            return new ClientUse(
                    client,
                    accessKey,
                    from == null ? addressText : from.getHostAddress(),
                    new ClientUse.Seen(firstMillis, lastMillis, lastWriteMillis, writeDays),
                    requests.sum(),
                    failure);
        }
    }

    /** Begins with what was kept. */
    public ClientBook(ClientStore store) {
        this.store = store;
        for (ClientUse kept : store.load()) {
            Use use = new Use(kept.client(), kept.accessKey(), kept.seen().first());
            use.addressText = kept.address();
            use.lastMillis = kept.seen().last();
            use.lastWriteMillis = kept.seen().lastWrite();
            use.writeDays = kept.seen().writeDays();
            use.requests.add(kept.requests());
            use.failure = kept.failure();
            use.accepted = true;
            uses.computeIfAbsent(kept.accessKey(), key -> new ConcurrentHashMap<>())
                    .put(kept.client(), use);
            count.incrementAndGet();
        }
    }

    void saw(CompletedRequest request, TraceSlot.Found found) {
        String key = found.accessKey() == null ? "" : found.accessKey();
        Use use = use(key, found.client(), request);
        if (use == null) {
            return;
        }
        long millis = request.receivedMillis();
        use.requests.increment();
        use.lastMillis = millis;
        use.address = request.head().remoteAddress();
        int status = request.status();
        if (status > 0 && status < OK_BELOW) {
            if (writes(found.operationClass())) {
                use.wrote(millis);
            }
        } else if (isFault(status)) {
            S3Exception failure = request.failure();
            FailureExplanation.Said explanation = found.explanation();
            use.failure = new ClientUse.Failure(
                    millis,
                    failure == null ? "(cut)" : failure.code().wireName(),
                    explanation == null ? "" : explanation.text());
        }
        if (!use.accepted && request.principal() != null) {
            use.accepted = true;
            strangers.decrementAndGet();
        }
        use.dirty = true;
    }

    /** Programs ask whether something is there; that it is not is an answer, not a fault. */
    private static boolean isFault(int status) {
        return status != NOT_FOUND && status != NOT_MODIFIED && status != PRECONDITION_FAILED;
    }

    private static boolean writes(OperationClass operation) {
        return operation == OperationClass.WRITE_SMALL
                || operation == OperationClass.WRITE_LARGE
                || operation == OperationClass.MULTIPART;
    }

    /** Null where there is no room for another. */
    private @Nullable Use use(String key, String client, CompletedRequest request) {
        Map<String, Use> ofKey = uses.get(key);
        Use use = ofKey == null ? null : ofKey.get(client);
        if (use != null) {
            return use;
        }
        boolean stranger = request.principal() == null;
        if (count.get() >= MAX_CLIENTS || stranger && strangers.get() >= MAX_STRANGERS) {
            return null;
        }
        return uses.computeIfAbsent(key, ignored -> new ConcurrentHashMap<>()).computeIfAbsent(client, ignored -> {
            count.incrementAndGet();
            Use made = new Use(client, key, request.receivedMillis());
            made.accepted = !stranger;
            if (stranger) {
                strangers.incrementAndGet();
            }
            return made;
        });
    }

    /** All that are known, the last seen first. */
    public List<ClientUse> list() {
        List<ClientUse> found = new ArrayList<>();
        all().forEach(use -> found.add(use.copy()));
        found.sort(
                Comparator.comparingLong((ClientUse use) -> use.seen().last()).reversed());
        return found;
    }

    private List<Use> all() {
        return uses.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /**
     * Writes what has changed since the last call; nothing if nothing has. Strangers are not kept. What the store does not take
     * is written with the next call.
     */
    public void flush() {
        List<Use> changed = new ArrayList<>();
        for (Use use : all()) {
            if (use.dirty && use.accepted) {
                use.dirty = false;
                changed.add(use);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        try {
            store.save(changed.stream().map(Use::copy).toList());
        } catch (RuntimeException e) {
            changed.forEach(use -> use.dirty = true);
            throw e;
        }
    }
}
