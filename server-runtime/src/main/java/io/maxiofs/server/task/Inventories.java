package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.event.inventory.InventoryConfiguration;
import io.maxiofs.server.event.inventory.InventoryField;
import io.maxiofs.server.event.inventory.InventoryReport;
import io.maxiofs.server.event.inventory.StoredInventory;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.job.JobSubject;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketUsage;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Inventories that somebody wants now, as jobs, in the rights of who asks. Safe on any thread. */
public final class Inventories {
    /** What such jobs are called. */
    public static final String KIND = "inventory";

    private final ObjectStore store;
    private final S3Calls calls;
    private final Jobs jobs;
    private final InventoryReport report;
    private final InstantSource clock;
    private final ServiceRights rights = new ServiceRights();

    public Inventories(ObjectStore store, S3Calls calls, Jobs jobs, InventoryReport report, InstantSource clock) {
        this.store = store;
        this.calls = calls;
        this.jobs = jobs;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Those a bucket has.
     *
     * @throws S3Exception if the caller may not know
     */
    public List<BucketInventory> list(S3Caller caller, String bucket) {
        calls.authorize(caller, S3Call.of(S3Operation.LIST_BUCKET_INVENTORY_CONFIGURATIONS, bucket));
        return StoredInventory.of(store.buckets().get(new BucketName(bucket))).stream()
                .map(inventory -> new BucketInventory(
                        inventory.id(),
                        inventory.enabled(),
                        inventory.weekly() ? "weekly" : "daily",
                        inventory.allVersions(),
                        inventory.filterPrefix(),
                        inventory.destination().value(),
                        inventory.destinationPrefix(),
                        inventory.fields().stream()
                                .map(InventoryField::wireName)
                                .toList()))
                .toList();
    }

    /**
     * Begins to write one now, whether its schedule is on or not. Whoever may configure inventories may.
     *
     * @param by name of who asks; empty for a local program
     * @throws S3Exception if the caller may not, there is no such inventory, or it has nowhere to go
     * @throws Jobs.TooManyJobsException if there may not be another job
     */
    public JobDocument begin(Supplier<S3Caller> caller, String by, String bucket, String id) {
        authorize(caller.get(), bucket, id);
        BucketName name = new BucketName(bucket);
        destination(store.buckets().get(name), find(name, id));
        return jobs.begin(new JobSubject(KIND, bucket, id, by), progress -> {
            authorize(caller.get(), bucket, id);
            write(name, id, progress);
        });
    }

    private void authorize(S3Caller caller, String bucket, String id) {
        calls.authorize(
                caller,
                S3Call.of(S3Operation.PUT_BUCKET_INVENTORY_CONFIGURATION, bucket)
                        .query("id", id));
    }

    private InventoryConfiguration find(BucketName bucket, String id) {
        return StoredInventory.of(store.buckets().get(bucket)).stream()
                .filter(inventory -> inventory.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_CONFIGURATION));
    }

    private Bucket destination(Bucket source, InventoryConfiguration inventory) {
        return store.buckets()
                .find(inventory.destination())
                .filter(found -> InventoryReport.mayBeWritten(rights, source, found, inventory))
                .orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_S3_DESTINATION_BUCKET));
    }

    private void write(BucketName bucket, String id, JobProgress progress) {
        Bucket source = store.buckets().get(bucket);
        InventoryConfiguration inventory = find(bucket, id);
        if (inventory.filterPrefix().isEmpty()) {
            BucketUsage usage = store.buckets().usage(bucket);
            long older = inventory.allVersions() ? usage.noncurrentVersions() + usage.deleteMarkers() : 0;
            progress.total(usage.objects() + older, 0);
        }
        progress.checkpoint();
        Bucket destination = destination(source, inventory);
        try {
            report.write(source, destination, inventory, clock.instant(), lines -> {
                progress.checkpoint();
                for (int i = 0; i < lines; i++) {
                    progress.done(0);
                }
            });
        } catch (StorageException | CompletionException e) {
            throw ErrorMapping.of(e, ErrorSubject.UNKNOWN, KIND);
        }
    }
}
