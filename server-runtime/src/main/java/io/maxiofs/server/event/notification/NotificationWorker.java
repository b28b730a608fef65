package io.maxiofs.server.event.notification;

import io.maxiofs.server.event.webhook.RefusedByTargetException;
import io.maxiofs.server.event.webhook.WebhookSender;
import io.maxiofs.server.event.webhook.WebhookTarget;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ChangeBatch;
import io.maxiofs.storage.api.ChangeSubscription;
import io.maxiofs.storage.api.ChangesOvertakenException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one target, in the order in which things happened. A change is acknowledged once it was told, so every change is told
 * at least once, and twice if the server ends in between. While the target cannot be reached everything behind waits in the
 * store's journal. One thread of its own.
 */
final class NotificationWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationWorker.class);
    private static final int BATCH = 100;
    private static final Duration WAIT = Duration.ofHours(12);

    private final WebhookTarget target;
    private final ChangeSubscription subscription;
    private final Parts parts;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile String lastError = "";

    /** What all workers share. */
    record Parts(
            BucketCatalog buckets,
            ParsedDocuments<List<NotificationRule>> rules,
            EventDocuments documents,
            WebhookSender sender,
            DeadLetters deadLetters,
            Retry retry,
            InstantSource clock) {}

    /**
     * How long a target is asked to take what it did not take.
     *
     * @param first wait after a failure, doubled with each further one
     * @param longest wait
     * @param maxAge after which an event is given up
     * @param maxRefusals answers of the kind 4xx after which an event is given up
     */
    record Retry(Duration first, Duration longest, Duration maxAge, int maxRefusals) {}

    NotificationWorker(WebhookTarget target, ChangeSubscription subscription, Parts parts) {
        this.target = target;
        this.subscription = subscription;
        this.parts = parts;
        this.thread =
                Thread.ofPlatform().daemon().name("webhook-" + target.name()).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Events the target has taken since the start. */
    long delivered() {
        return delivered.get();
    }

    long failures() {
        return failures.get();
    }

    /** Why the last attempt failed; empty if it did not. */
    String lastError() {
        return lastError;
    }

    private void work() {
        while (!isClosing()) {
            try {
                ChangeBatch batch = subscription.next(BATCH, WAIT);
                for (StoreChange change : batch.changes()) {
                    if (!tellOrSkip(change)) {
                        return;
                    }
                    subscription.acknowledge(change.position());
                }
                subscription.acknowledge(batch.position());
            } catch (ChangesOvertakenException e) {
                lastError = "Events are lost: the target was behind for longer than changes are kept";
                LOG.error("The webhook {} misses events: {}", target.name(), e.getMessage());
                subscription.seek(e.resumeAt());
            } catch (StorageUnavailableException e) {
                if (!isClosing()) {
                    LOG.warn("The webhook {} cannot read the changes: {}", target.name(), e.getMessage());
                    pause(parts.retry().longest());
                }
            } catch (InterruptedException e) {
                LOG.warn("The webhook {} was interrupted", target.name(), e);
                return;
            }
        }
    }

    /** A change that cannot be told must not keep all behind it from being told. */
    private boolean tellOrSkip(StoreChange change) {
        try {
            return tell(change);
        } catch (RuntimeException e) {
            LOG.error(
                    "The webhook {} cannot tell of the change {}; it is skipped", target.name(), change.position(), e);
            return true;
        }
    }

    /** False if the worker ends before the change was told. */
    private boolean tell(StoreChange change) {
        List<String> events = EventDocuments.namesOf(change);
        if (events.isEmpty()) {
            return true;
        }
        Optional<Bucket> bucket = bucket(change);
        if (bucket.isEmpty()) {
            return true;
        }
        String key = change.key().map(found -> found.value()).orElse("");
        for (NotificationRule rule : parts.rules().of(bucket.get()).orElse(List.of())) {
            if (!rule.target().equals(target.name())) {
                continue;
            }
            for (String event : events) {
                if (rule.wants(event, key)
                        && !deliver(parts.documents().document(change, event, rule, bucket.get()), change.time())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The bucket as it is now, if it is still the one where the change was made. */
    private Optional<Bucket> bucket(StoreChange change) {
        String name = change.bucket().name();
        if (name == null || !BucketName.isValid(name)) {
            return Optional.empty();
        }
        return parts.buckets()
                .find(new BucketName(name))
                .filter(bucket -> bucket.id() == change.bucket().id())
                .filter(bucket -> bucket.settings().containsKey(BucketSetting.NOTIFICATION));
    }

    private boolean deliver(byte[] document, Instant happened) {
        Duration wait = parts.retry().first();
        Instant firstTried = parts.clock().instant();
        int refusals = 0;
        while (!isClosing()) {
            try {
                parts.sender().send(target, document);
                delivered.incrementAndGet();
                lastError = "";
                return true;
            } catch (IOException e) {
                failures.incrementAndGet();
                lastError = String.valueOf(e.getMessage());
                if (e instanceof RefusedByTargetException refused && refused.isAboutTheDocument()) {
                    refusals++;
                }
                Duration age = Duration.between(firstTried, parts.clock().instant());
                if (refusals >= parts.retry().maxRefusals()
                        || age.compareTo(parts.retry().maxAge()) > 0) {
                    giveUp(document, lastError);
                    return true;
                }
                LOG.debug("The webhook {} did not take an event of {}", target.name(), happened, e);
            }
            pause(wait);
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(parts.retry().longest()) > 0
                    ? parts.retry().longest()
                    : doubled;
        }
        return false;
    }

    private void giveUp(byte[] document, String reason) {
        LOG.warn("The webhook {} did not take an event, which is put aside: {}", target.name(), reason);
        parts.deadLetters()
                .add(
                        target.name(),
                        new DeadLetters.Letter(
                                parts.clock().instant(), reason, new String(document, StandardCharsets.UTF_8)));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(Duration wait) {
        try {
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The webhook {} ends", target.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the attempt under way; what was not told is told after the next start. */
    @Override
    public void close() {
        closing.countDown();
        subscription.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
