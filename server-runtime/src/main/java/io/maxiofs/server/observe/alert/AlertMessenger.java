package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts by every way that is configured, one after the other, on a thread that ends while there is nothing to send. What
 * is not taken is tried again, a few times; what does not fit into the queue is dropped with a line in the log, since alerts
 * are kept and shown in any case. Safe on any thread.
 */
public final class AlertMessenger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertMessenger.class);
    private static final int QUEUE = 200;
    private static final int ATTEMPTS = 3;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final List<AlertDelivery> deliveries;
    private final InstantSource clock;
    private final Duration retryAfter;
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor sender;

    private record Outcome(
            @Nullable Instant lastSent, @Nullable String lastError) {}

    /** @param retryAfter wait before what failed is tried again, and twice that before the last try */
    public AlertMessenger(List<AlertDelivery> deliveries, InstantSource clock, Duration retryAfter) {
        this.deliveries = List.copyOf(deliveries);
        this.clock = clock;
        this.retryAfter = retryAfter;
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("alert-messages").factory(),
                (task, executor) -> LOG.warn("Too many alerts wait to be sent; one is only shown"));
        sender.allowCoreThreadTimeOut(true);
    }

    /** Sends an alert unless it is muted or of no consequence. Does not block. */
    public void tell(AlertDocument alert) {
        Instant muted = alert.times().mutedUntil();
        boolean silent = muted != null && muted.isAfter(clock.instant());
        if (silent || alert.severity().equals(AlertRule.Severity.INFO.text())) {
            return;
        }
        for (AlertDelivery delivery : deliveries) {
            if (delivery.isEnabled()) {
                sender.execute(() -> deliver(delivery, alert));
            }
        }
    }

    private void deliver(AlertDelivery delivery, AlertDocument alert) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                send(delivery, alert);
                return;
            } catch (IOException e) {
                LOG.warn("An alert could not be sent by {} (attempt {}): {}", delivery.kind(), attempt, e.getMessage());
            }
            try {
                if (attempt < ATTEMPTS) {
                    Thread.sleep(retryAfter.multipliedBy(attempt));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(AlertDelivery delivery, AlertDocument alert) throws IOException {
        Outcome before = outcomes.get(delivery.kind());
        try {
            delivery.send(alert);
            outcomes.put(delivery.kind(), new Outcome(clock.instant(), null));
        } catch (IOException e) {
            outcomes.put(
                    delivery.kind(),
                    new Outcome(before == null ? null : before.lastSent(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /**
     * Sends at once, on the calling thread.
     *
     * @return why it was not taken; empty if it was
     */
    public Optional<String> test(String kind, AlertDocument sample) {
        for (AlertDelivery delivery : deliveries) {
            if (delivery.kind().equals(kind)) {
                if (!delivery.isEnabled()) {
                    return Optional.of("Nobody is configured to be told by " + kind);
                }
                try {
                    send(delivery, sample);
                    return Optional.empty();
                } catch (IOException e) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.of("There is no way of that name: " + kind);
    }

    /** All ways and how they go. */
    public List<AlertDocument.Delivery> deliveries() {
        List<AlertDocument.Delivery> found = new ArrayList<>();
        found.add(new AlertDocument.Delivery("desktop", "", true, null, null));
        for (AlertDelivery delivery : deliveries) {
            Outcome outcome = outcomes.getOrDefault(delivery.kind(), new Outcome(null, null));
            found.add(new AlertDocument.Delivery(
                    delivery.kind(), delivery.target(), delivery.isEnabled(), outcome.lastSent(), outcome.lastError()));
        }
        return found;
    }

    /** What is being sent may end within a moment; what waits is dropped. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
