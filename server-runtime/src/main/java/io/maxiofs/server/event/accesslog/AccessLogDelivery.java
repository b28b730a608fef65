package io.maxiofs.server.event.accesslog;

import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.event.accesslog.LoggingConfiguration.KeyFormat;
import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects entries and writes them to the buckets that want them: when enough have come together, when the oldest has waited
 * long enough, and at the end. Nothing is written while nothing is requested.
 */
public final class AccessLogDelivery implements AccessLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogDelivery.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss-", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MAX_FAILURES = 10;

    /** Wakes the thread up. */
    private static final AccessLogEntry END = new AccessLogEntry(
            "",
            Instant.EPOCH,
            new AccessLogEntry.Caller("", null, null, null, null, null),
            new AccessLogEntry.Asked("", null, "", null, "", null, null),
            new AccessLogEntry.Answer("", "", 0, null, 0, 0, 0));

    private final OwnObjects objects;
    private final ServiceRights rights = new ServiceRights();
    private final String region;
    private final Limits limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final BlockingQueue<AccessLogEntry> queue;
    private final AtomicLong dropped = new AtomicLong();
    private final ParsedDocuments<Optional<LoggingConfiguration>> documents =
            new ParsedDocuments<>(BucketSetting.LOGGING, LoggingDocument::parse);
    private final Map<Destination, Batch> batches = new LinkedHashMap<>();
    private final Thread worker;
    private volatile boolean closing;

    /**
     * How much waits, and for how long.
     *
     * @param interval the longest an entry waits for delivery
     * @param batchBytes size a log object has at most, save for its last line
     * @param queueEntries waiting at a time; further ones are dropped
     */
    public record Limits(Duration interval, int batchBytes, int queueEntries) {}

    /** Entries of one bucket that go into one object. */
    private record Destination(BucketName source, LoggingConfiguration logging, String day) {}

    private static final class Batch {
        private final List<String> lines = new ArrayList<>();
        private final long sinceNanos = System.nanoTime();
        private long bytes;
        private int failures;
    }

    /** @param random makes the unique endings of keys */
    public AccessLogDelivery(
            OwnObjects objects, String region, Limits limits, InstantSource clock, RandomGenerator random) {
        this.objects = objects;
        this.region = region;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.queue = new ArrayBlockingQueue<>(limits.queueEntries());
        this.worker = Thread.ofPlatform().daemon().name("access-log").unstarted(this::work);
    }

    /** Begins to deliver. */
    public AccessLogDelivery start() {
        worker.start();
        return this;
    }

    @Override
    public boolean isWanted(@Nullable String bucketName) {
        return bucketName != null
                && BucketName.isValid(bucketName)
                && objects.find(new BucketName(bucketName))
                        .filter(bucket -> bucket.settings().containsKey(BucketSetting.LOGGING))
                        .isPresent();
    }

    @Override
    public void add(AccessLogEntry entry) {
        if (!queue.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    private void work() {
        try {
            while (!closing) {
                AccessLogEntry entry = next();
                if (entry != null && !isEnd(entry)) {
                    collect(entry);
                }
                deliverDue();
            }
        } catch (InterruptedException e) {
            LOG.warn("The delivery of access logs was interrupted", e);
        }
        for (AccessLogEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            if (!isEnd(entry)) {
                collect(entry);
            }
        }
        deliverAll();
    }

    private static boolean isEnd(AccessLogEntry entry) {
        return entry.bucket().isEmpty();
    }

    /** Waits for an entry, or until a batch is due; for as long as it takes while there is none. */
    private @Nullable AccessLogEntry next() throws InterruptedException {
        if (batches.isEmpty()) {
            return queue.take();
        }
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        for (Batch batch : batches.values()) {
            wait = Math.min(wait, dueNanos(batch) - now);
        }
        return queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
    }

    private long dueNanos(Batch batch) {
        return batch.sinceNanos + limits.interval().toNanos() * (batch.failures + 1L);
    }

    private void collect(AccessLogEntry entry) {
        BucketName source = new BucketName(entry.bucket());
        Optional<Bucket> bucket = objects.find(source);
        Optional<LoggingConfiguration> logging = bucket.flatMap(documents::of).flatMap(found -> found);
        if (bucket.isEmpty() || logging.isEmpty()) {
            return;
        }
        String day = logging.get().format() == KeyFormat.PARTITIONED_BY_EVENT ? DAY.format(entry.time()) : "";
        Destination destination = new Destination(source, logging.get(), day);
        Batch batch = batches.computeIfAbsent(destination, d -> new Batch());
        String line = AccessLogLine.of(entry, bucket.get().owner().canonicalId());
        batch.lines.add(line);
        batch.bytes += line.length();
        if (batch.bytes >= limits.batchBytes() && batch.failures == 0) {
            deliver(destination, batch);
        }
    }

    private void deliverDue() {
        long now = System.nanoTime();
        for (Map.Entry<Destination, Batch> entry : List.copyOf(batches.entrySet())) {
            if (dueNanos(entry.getValue()) <= now) {
                deliver(entry.getKey(), entry.getValue());
            }
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn("{} entries of access logs were dropped because too many were waiting", lost);
        }
    }

    private void deliverAll() {
        for (Map.Entry<Destination, Batch> entry : List.copyOf(batches.entrySet())) {
            deliver(entry.getKey(), entry.getValue());
        }
        batches.forEach((destination, batch) -> LOG.warn(
                "{} entries of the access log of {} could not be delivered", batch.lines.size(), destination.source()));
    }

    /** What cannot be written now is kept and tried again, but not for ever and not beyond the size of some objects. */
    private void deliver(Destination destination, Batch batch) {
        Optional<Bucket> source = objects.find(destination.source());
        Optional<Bucket> target = objects.find(destination.logging().target());
        String key = source.isEmpty() ? "" : key(destination, source.get());
        if (source.isEmpty()
                || target.isEmpty()
                || !rights.mayWrite(ServiceRights.LOGGING, source.get(), target.get(), key)) {
            batches.remove(destination);
            LOG.warn(
                    "The access log of {} cannot go to {} any more; {} entries were dropped",
                    destination.source(),
                    destination.logging().target(),
                    batch.lines.size());
            return;
        }
        try {
            objects.put(
                    target.get(),
                    key,
                    "text/plain",
                    destination.logging().grants(),
                    body -> batch.lines.forEach(
                            line -> body.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)))));
            batches.remove(destination);
        } catch (StorageException | CompletionException e) {
            batch.failures++;
            LOG.warn(
                    "The access log of {} cannot be written to {}: {}",
                    destination.source(),
                    destination.logging().target(),
                    e.getMessage());
            if (batch.failures > MAX_FAILURES || batch.bytes > 4L * limits.batchBytes()) {
                batches.remove(destination);
                LOG.warn("{} entries of the access log of {} were dropped", batch.lines.size(), destination.source());
            }
        }
    }

    private String key(Destination destination, Bucket source) {
        LoggingConfiguration logging = destination.logging();
        Instant now = clock.instant();
        byte[] ending = new byte[8];
        random.nextBytes(ending);
        String name = NAME.format(now) + HexFormat.of().withUpperCase().formatHex(ending);
        if (logging.format() == KeyFormat.SIMPLE || logging.format() == KeyFormat.USUAL) {
            return logging.prefix() + name;
        }
        String day = logging.format() == KeyFormat.PARTITIONED_BY_EVENT ? destination.day() : DAY.format(now);
        return logging.prefix() + source.owner().canonicalId() + "/" + region + "/" + destination.source() + "/" + day
                + name;
    }

    /** Delivers what is there and ends. Does its work once. */
    @Override
    public void close() {
        closing = true;
        // Never an interrupt: it would close the file the thread may be writing. A full queue wakes the thread by
        // itself.
        if (!queue.offer(END)) {
            LOG.debug("The queue is full");
        }
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
