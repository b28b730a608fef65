package io.maxiofs.server.observe.trace;

import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RefusedConnection;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.observe.metrics.OperationClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last requests, bounded by number and by bytes, in places that are made once. Safe on any thread.
 */
public final class RequestTrace implements RequestObserver {
    private final TraceSlot[] slots;
    private final long maxBytes;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final ClientFamilies families = new ClientFamilies();
    private final ClientBook clients;
    private volatile @Nullable Follower follower;

    /** A request of the trace, and whose it is. */
    public record Traced(TraceEntry entry, @Nullable String tenant) {}

    /** Told of requests as they end, on the threads that end them; must not block. */
    public interface Follower {
        /** Whether it wants to be told now; asked first, so that nothing is made for nobody. */
        boolean isWanted();

        void traced(Traced request);
    }

    /** A part of the trace; {@code next} is null if nothing follows. */
    public record Part(List<TraceEntry> entries, @Nullable Long next) {}

    /**
     * @param requests kept at most; 0 keeps none
     * @param maxBytes of memory for their texts; the oldest are forgotten first
     * @param clients told of every request, too
     */
    public RequestTrace(int requests, long maxBytes, ClientBook clients) {
        this.slots = new TraceSlot[requests];
        for (int i = 0; i < requests; i++) {
            slots[i] = new TraceSlot();
        }
        this.maxBytes = maxBytes;
        this.clients = clients;
    }

    /** Tells somebody of every request from now on; null for nobody. Called on the threads that end requests. */
    public void follow(@Nullable Follower newFollower) {
        follower = newFollower;
    }

    @Override
    public void completed(CompletedRequest request) {
        TraceSlot.Found found = find(request);
        clients.saw(request, found);
        record(request, found);
    }

    /** A program is blamed only if it said which key it has. */
    @Override
    public void refused(RefusedConnection connection) {
        TraceSlot.Found found = find(connection);
        if (found.accessKey() != null) {
            clients.saw(connection, found);
        }
        record(connection, found);
    }

    private TraceSlot.Found find(CompletedRequest request) {
        String userAgent = request.head().headers().value("User-Agent");
        return new TraceSlot.Found(
                OperationClass.of(request.operation(), request.bytesIn(), request.bytesOut()),
                userAgent,
                families.of(userAgent),
                ClaimedKey.of(request),
                FailureExplanation.of(request));
    }

    private void record(CompletedRequest request, TraceSlot.Found found) {
        if (slots.length == 0) {
            return;
        }
        long number = next.getAndIncrement();
        TraceSlot slot = slots[(int) (number % slots.length)];
        long held = bytes.addAndGet(slot.fill(number, request, found));
        if (held > maxBytes) {
            forgetOldest();
        }
        Follower told = follower;
        if (told != null && told.isWanted()) {
            TraceSlot.Content content = slot.content();
            if (content != null) {
                told.traced(new Traced(content.entry(), content.tenant()));
            }
        }
    }

    private void forgetOldest() {
        long end = next.get();
        long oldest = Math.max(forgotten.get(), end - slots.length);
        while (bytes.get() > maxBytes && oldest < end) {
            TraceSlot slot = slots[(int) (oldest % slots.length)];
            bytes.addAndGet(-slot.clearBefore(oldest + 1));
            oldest++;
        }
        forgotten.accumulateAndGet(oldest, Math::max);
    }

    /**
     * Requests that fit, the newest first.
     *
     * @param before only those with a smaller number; null for the newest
     */
    public Part find(Predicate<Traced> filter, int limit, @Nullable Long before) {
        List<TraceSlot.Content> contents = new ArrayList<>();
        for (TraceSlot slot : slots) {
            TraceSlot.Content content = slot.content();
            if (content != null && (before == null || content.sequence() < before)) {
                contents.add(content);
            }
        }
        contents.sort(Comparator.comparingLong(TraceSlot.Content::sequence).reversed());
        List<TraceEntry> found = new ArrayList<>();
        long last = 0;
        for (TraceSlot.Content content : contents) {
            if (filter.test(new Traced(content.entry(), content.tenant()))) {
                if (found.size() == limit) {
                    return new Part(found, last);
                }
                found.add(content.entry());
                last = content.sequence();
            }
        }
        return new Part(found, null);
    }

    /** The request of an id if it is still there. */
    public Optional<Traced> get(String id) {
        for (TraceSlot slot : slots) {
            TraceSlot.Content content = slot.content();
            if (content != null && content.entry().id().equals(id)) {
                return Optional.of(new Traced(content.entry(), content.tenant()));
            }
        }
        return Optional.empty();
    }
}
