package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.history.BucketHistory.Deleted;
import io.maxiofs.server.history.BucketHistory.DeletedPart;
import io.maxiofs.server.history.Position;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;

/** Removes the delete markers on top of keys, where they hide something. */
final class UndeleteObjects implements Task {
    private final TaskContext context;

    UndeleteObjects(TaskContext context) {
        this.context = context;
    }

    @Override
    public void run(JobProgress progress) {
        if (!context.objects().isEmpty()) {
            progress.total(context.objects().size(), 0);
            for (ObjectRef object : context.objects()) {
                undelete(ObjectKey.of(object.key()), progress);
            }
            return;
        }
        Position at = null;
        do {
            DeletedPart part = context.history().deleted(context.query(), at);
            for (Deleted deleted : part.entries()) {
                if (deleted.hidden() != null) {
                    undelete(deleted.marker().key(), progress);
                }
            }
            at = part.next();
        } while (at != null);
    }

    private void undelete(ObjectKey key, JobProgress progress) {
        progress.checkpoint();
        TaskContext.tell(context.deletion().undelete(context.caller().get(), context.bucket(), key), progress);
    }

    /** Its delete markers are those that would go. */
    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        for (ObjectRef object : context.objects()) {
            count(ObjectKey.of(object.key()), counting);
        }
        Position at = null;
        while (context.objects().isEmpty()) {
            DeletedPart part = context.history().deleted(context.query(), at);
            part.entries().forEach(deleted -> count(deleted.marker().key(), counting));
            at = part.next();
            if (at == null || !counting.goOn()) {
                break;
            }
        }
        return counting.result();
    }

    private void count(ObjectKey key, TaskContext.Counting counting) {
        int markers = 0;
        boolean hidden = false;
        for (var entry : context.history().versions(context.bucket(), key)) {
            ObjectVersion version = entry.version();
            counting.look();
            if (!version.isDeleteMarker()) {
                hidden = true;
                break;
            }
            markers++;
        }
        if (hidden && markers > 0) {
            counting.key(key.value());
            for (int i = 0; i < markers; i++) {
                counting.marker();
            }
        }
    }
}
