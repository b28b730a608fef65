package io.maxiofs.server.event.notification;

import io.maxiofs.server.event.notification.NotificationWorker.Parts;
import io.maxiofs.server.event.notification.NotificationWorker.Retry;
import io.maxiofs.server.event.webhook.WebhookSender;
import io.maxiofs.server.event.webhook.WebhookTarget;
import io.maxiofs.server.event.webhook.WebhookTargets;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.model.BucketSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The workers of all targets. Safe on any thread; adding and removing block on the disk. */
public final class Notifications implements NotificationTargets, WebhookTargets.Listener, AutoCloseable {
    private static final String SUBSCRIBER = "webhook.";

    private final WebhookTargets targets;
    private final ChangeStream changes;
    private final WebhookSender sender;
    private final DeadLetters deadLetters;
    private final EventDocuments documents;
    private final InstantSource clock;
    private final Parts parts;
    private final Map<String, NotificationWorker> workers = new TreeMap<>();

    /**
     * What deliveries depend on.
     *
     * @param firstRetry wait after a failure, doubled with each further one
     * @param longestRetry longest wait
     * @param maxAge after which an event is put aside
     * @param maxRefusals answers of the kind 4xx after which an event is put aside
     */
    public record Settings(
            String region, Duration firstRetry, Duration longestRetry, Duration maxAge, int maxRefusals) {}

    /** What deliveries are made with. */
    public record Services(
            WebhookTargets targets,
            ChangeStream changes,
            BucketCatalog buckets,
            WebhookSender sender,
            DeadLetters deadLetters,
            InstantSource clock) {}

    public Notifications(Services services, Settings settings) {
        this.targets = services.targets();
        this.changes = services.changes();
        this.sender = services.sender();
        this.deadLetters = services.deadLetters();
        this.clock = services.clock();
        this.documents = new EventDocuments(settings.region());
        this.parts = new Parts(
                services.buckets(),
                new ParsedDocuments<>(BucketSetting.NOTIFICATION, NotificationDocument::parseStored),
                documents,
                sender,
                deadLetters,
                new Retry(settings.firstRetry(), settings.longestRetry(), settings.maxAge(), settings.maxRefusals()),
                clock);
    }

    /** How one target stands. */
    public record State(long waiting, long delivered, long failures, String lastError) {}

    /** Goes on where the last run ended. */
    public Notifications start() {
        targets.onChange(this);
        targets.list().forEach(this::added);
        return this;
    }

    @Override
    public synchronized void added(WebhookTarget target) {
        try {
            NotificationWorker worker = new NotificationWorker(
                    target, changes.subscribe(SUBSCRIBER + target.name(), changes.position()), parts);
            workers.put(target.name(), worker);
            worker.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The webhook " + target.name() + " cannot follow the changes", e);
        }
    }

    @Override
    public synchronized void removed(String name) {
        NotificationWorker worker = workers.remove(name);
        try {
            if (worker != null) {
                worker.close();
                changes.forget(SUBSCRIBER + name);
            }
            deadLetters.clear(name);
        } catch (IOException e) {
            throw new UncheckedIOException("The webhook " + name + " is removed, but what it left is not", e);
        }
    }

    /** How a target stands; empty if there is none. */
    public synchronized Optional<State> state(String name) {
        NotificationWorker worker = workers.get(name);
        if (worker == null) {
            return Optional.empty();
        }
        long lag = changes.subscribers().stream()
                .filter(subscriber -> subscriber.name().equals(SUBSCRIBER + name))
                .mapToLong(ChangeStream.Subscriber::lag)
                .findFirst()
                .orElse(0);
        return Optional.of(new State(lag, worker.delivered(), worker.failures(), worker.lastError()));
    }

    /** What a target did not take in the end. */
    public List<DeadLetters.Letter> deadLetters(String name) {
        try {
            return deadLetters.list(name);
        } catch (IOException e) {
            throw new UncheckedIOException("What " + name + " did not take cannot be read", e);
        }
    }

    public WebhookTargets targets() {
        return targets;
    }

    @Override
    public boolean exists(String name) {
        return targets.find(name).isPresent();
    }

    @Override
    public void test(String name, byte[] document) throws IOException {
        WebhookTarget target = targets.find(name).orElseThrow(() -> new IOException("There is no webhook " + name));
        sender.send(target, document);
    }

    /** Sends a test event at once. */
    public void test(String name) throws IOException {
        test(name, documents.test("", "", clock.instant()));
    }

    @Override
    public synchronized void close() {
        workers.values().forEach(NotificationWorker::close);
        workers.clear();
    }
}
