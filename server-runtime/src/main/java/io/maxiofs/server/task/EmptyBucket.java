package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.history.ObjectDeletion.Target;
import io.maxiofs.server.history.Position;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.ObjectVersion;
import org.jspecify.annotations.Nullable;

/** Destroys all versions, delete markers and unfinished uploads that nothing locks. */
final class EmptyBucket implements Task {
    private final TaskContext context;

    EmptyBucket(TaskContext context) {
        this.context = context;
    }

    @Override
    public void run(JobProgress progress) {
        BucketUsage usage = context.store().buckets().usage(context.bucket());
        progress.total(
                usage.objects() + usage.noncurrentVersions() + usage.deleteMarkers() + usage.uploads(),
                usage.totalBytes());
        Position at = null;
        do {
            progress.checkpoint();
            VersionPage page = page(at);
            context.delete(
                    page.entries().stream()
                            .map(entry -> new Target(
                                    entry.version().key().value(),
                                    entry.version().versionText()))
                            .toList(),
                    progress);
            at = next(page);
        } while (at != null);
        new AbortUploads(context).run(progress);
    }

    private VersionPage page(@Nullable Position at) {
        return context.store()
                .listing()
                .listVersions(context.query(), at == null ? null : at.key(), at == null ? null : at.version());
    }

    private static @Nullable Position next(VersionPage page) {
        String key = page.nextKeyMarker();
        return key == null ? null : new Position(key, page.nextVersionMarker());
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        Position at = null;
        do {
            VersionPage page = page(at);
            page.entries().forEach(entry -> count(entry, counting));
            at = next(page);
        } while (at != null && counting.goOn());
        new AbortUploads(context).count(counting);
        return counting.result();
    }

    private void count(VersionEntry entry, TaskContext.Counting counting) {
        ObjectVersion version = entry.version();
        counting.look();
        if (version.isDeleteMarker()) {
            counting.key(version.key().value());
            counting.marker();
        } else if (version.protection()
                .forbidsRemoval(context.begun(), context.task().bypassGovernance())) {
            counting.locked();
        } else {
            counting.key(version.key().value());
            counting.version(version.requireContent().size());
        }
    }
}
