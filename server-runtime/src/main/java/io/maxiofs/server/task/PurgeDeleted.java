package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.history.BucketHistory.Deleted;
import io.maxiofs.server.history.BucketHistory.DeletedPart;
import io.maxiofs.server.history.ObjectDeletion.Outcome;
import io.maxiofs.server.history.ObjectDeletion.Target;
import io.maxiofs.server.history.Position;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Destroys what is deleted already. Of each key the bodies go first and the markers only when all bodies are gone, so that a
 * locked version does not come back to light. Versions written meanwhile are not touched.
 */
final class PurgeDeleted implements Task {
    private final TaskContext context;

    PurgeDeleted(TaskContext context) {
        this.context = context;
    }

    @Override
    public void run(JobProgress progress) {
        keys(
                key -> {
                    progress.checkpoint();
                    purge(key, progress);
                },
                () -> true);
    }

    /** Keys that are deleted now: those named, or all below the prefix. */
    private void keys(Consumer<ObjectKey> action, BooleanSupplier goOn) {
        if (!context.objects().isEmpty()) {
            for (ObjectRef object : context.objects()) {
                ObjectKey key = ObjectKey.of(object.key());
                boolean deleted = context.history().versions(context.bucket(), key).stream()
                        .findFirst()
                        .map(newest -> newest.version().isDeleteMarker())
                        .orElse(false);
                if (deleted) {
                    action.accept(key);
                }
            }
            return;
        }
        Position at = null;
        do {
            DeletedPart part = context.history().deleted(context.query(), at);
            for (Deleted deleted : part.entries()) {
                action.accept(deleted.marker().key());
            }
            at = part.next();
        } while (at != null && goOn.getAsBoolean());
    }

    private void purge(ObjectKey key, JobProgress progress) {
        List<Target> bodies = new ArrayList<>();
        List<Target> markers = new ArrayList<>();
        boolean all = true;
        for (VersionEntry entry : context.history().versions(context.bucket(), key)) {
            Target target = new Target(key.value(), entry.version().versionText());
            if (entry.version().isDeleteMarker()) {
                markers.add(target);
                continue;
            }
            bodies.add(target);
            if (bodies.size() == TaskContext.STEP) {
                all &= delete(bodies, progress);
                bodies.clear();
            }
        }
        all &= delete(bodies, progress);
        if (!all) {
            return;
        }
        // The oldest first: while the newest is there the key stays deleted.
        List<Target> upwards = markers.reversed();
        for (int from = 0; from < upwards.size(); from += TaskContext.STEP) {
            progress.checkpoint();
            context.delete(upwards.subList(from, Math.min(upwards.size(), from + TaskContext.STEP)), progress);
        }
    }

    private boolean delete(List<Target> targets, JobProgress progress) {
        return context.delete(targets, progress).stream().allMatch(Outcome::isDone);
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        keys(
                key -> {
                    for (VersionEntry entry : context.history().versions(context.bucket(), key)) {
                        count(entry.version(), counting);
                    }
                },
                counting::goOn);
        return counting.result();
    }

    private void count(ObjectVersion version, TaskContext.Counting counting) {
        counting.look();
        counting.key(version.key().value());
        if (version.isDeleteMarker()) {
            counting.marker();
        } else if (version.protection()
                .forbidsRemoval(context.begun(), context.task().bypassGovernance())) {
            counting.locked();
        } else {
            counting.version(version.requireContent().size());
        }
    }
}
