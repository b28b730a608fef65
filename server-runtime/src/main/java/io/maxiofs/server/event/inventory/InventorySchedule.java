package io.maxiofs.server.event.inventory;

import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionSelector;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes inventories when their day, or their Sunday, has begun (UTC) and they have not been written yet; that their manifest is
 * there says that they have. Looks once in a while; a server without inventories touches no disk for it.
 */
public final class InventorySchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InventorySchedule.class);

    private final ObjectStore store;
    private final InventoryReport report;
    private final ServiceRights rights = new ServiceRights();
    private final InstantSource clock;
    private final Duration interval;
    private final ParsedDocuments<List<InventoryConfiguration>> documents =
            new ParsedDocuments<>(BucketSetting.INVENTORY, InventoryDocument::parseStored);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("inventory").unstarted(this::work);

    /** @param interval between two looks */
    public InventorySchedule(ObjectStore store, InventoryReport report, InstantSource clock, Duration interval) {
        this.store = store;
        this.report = report;
        this.clock = clock;
        this.interval = interval;
    }

    /** Begins to look, for the first time after the first interval. */
    public InventorySchedule start() {
        thread.start();
        return this;
    }

    private void work() {
        try {
            while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                writeDue();
            }
        } catch (InterruptedException e) {
            LOG.warn("The schedule of inventories was interrupted", e);
        }
    }

    /** Writes what is due now; what fails is tried again the next time. */
    void writeDue() {
        for (Bucket bucket : store.buckets().list()) {
            for (InventoryConfiguration inventory : documents.of(bucket).orElse(List.of())) {
                if (inventory.enabled() && closing.getCount() > 0) {
                    writeIfDue(bucket, inventory);
                }
            }
        }
    }

    private void writeIfDue(Bucket bucket, InventoryConfiguration inventory) {
        try {
            Instant due = due(inventory);
            Optional<Bucket> destination = store.buckets().find(inventory.destination());
            String key = InventoryReport.manifestKey(bucket, inventory, due);
            if (destination.isEmpty() || !InventoryReport.mayBeWritten(rights, bucket, destination.get(), inventory)) {
                LOG.warn("The inventory {} of {} has no bucket to go to", inventory.id(), bucket.name());
            } else if (!exists(destination.get(), key)) {
                report.write(bucket, destination.get(), inventory, due);
                LOG.info("Wrote the inventory {} of {}", inventory.id(), bucket.name());
            }
        } catch (StorageException | CompletionException | UncheckedIOException e) {
            LOG.warn("The inventory {} of {} cannot be written: {}", inventory.id(), bucket.name(), e.getMessage());
        }
    }

    private Instant due(InventoryConfiguration inventory) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate day = inventory.weekly() ? today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)) : today;
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private boolean exists(Bucket bucket, String key) {
        try {
            return store.find(bucket.name(), ObjectKey.of(key), VersionSelector.CURRENT)
                            .version()
                            .requireContent()
                            .size()
                    > 0;
        } catch (ObjectNotFoundException e) {
            return false;
        } catch (DeleteMarkerException e) {
            // Somebody has removed it; it is not written again for the same day.
            return true;
        }
    }

    /** Ends after the inventory under way. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
