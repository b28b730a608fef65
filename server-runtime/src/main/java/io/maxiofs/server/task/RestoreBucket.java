package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.history.KeyStates;
import io.maxiofs.server.history.KeyStates.KeyState;
import io.maxiofs.server.history.VersionRestore;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the state of a time current again without destroying anything: what changed since gets a new version with the old
 * bytes, what is new since gets a delete marker. What is written after the task began stays.
 */
final class RestoreBucket implements Task {
    private final TaskContext context;
    private final Instant time;
    private final VersionRestore restore;

    RestoreBucket(TaskContext context, Instant time) {
        this.context = context;
        this.time = time;
        this.restore = new VersionRestore(context.store(), context.calls());
    }

    @Override
    public void run(JobProgress progress) {
        Iterator<KeyState> states = states();
        while (states.hasNext()) {
            progress.checkpoint();
            KeyState state = states.next();
            if (needsChange(state)) {
                change(state, progress);
            }
        }
    }

    /** Of the objects named, or of all below the prefix. */
    private Iterator<KeyState> states() {
        if (context.objects().isEmpty()) {
            return new KeyStates(context.store().listing(), context.query(), time);
        }
        return context.objects().stream()
                .map(object -> ObjectKey.of(object.key()))
                .flatMap(key -> state(key).stream())
                .iterator();
    }

    /** Empty if nothing is known of the key, now or then. */
    private Optional<KeyState> state(ObjectKey key) {
        ObjectVersion current = null;
        int lookedAt = 0;
        for (VersionEntry entry : context.history().versions(context.bucket(), key)) {
            ObjectVersion version = entry.version();
            lookedAt++;
            if (current == null) {
                current = version;
            }
            if (!version.lastModified().isAfter(time)) {
                return Optional.of(new KeyState(current, version, lookedAt));
            }
        }
        return current == null ? Optional.empty() : Optional.of(new KeyState(current, null, lookedAt));
    }

    private boolean needsChange(KeyState state) {
        ObjectVersion current = state.current();
        ObjectVersion then = state.then();
        if (current.lastModified().isAfter(context.begun())) {
            return false;
        }
        if (then == null || then.isDeleteMarker()) {
            return !current.isDeleteMarker();
        }
        return current.isDeleteMarker() || !isSame(current, then);
    }

    /** Whether nobody could tell them apart, as after a restore that was cut short. */
    private static boolean isSame(ObjectVersion current, ObjectVersion then) {
        return current.id().equals(then.id())
                || (current.requireContent().etag().equals(then.requireContent().etag())
                        && current.requireContent().size()
                                == then.requireContent().size()
                        && current.properties().equals(then.properties())
                        && current.requireContent()
                                .encryption()
                                .equals(then.requireContent().encryption()));
    }

    private void change(KeyState state, JobProgress progress) {
        ObjectVersion then = state.then();
        try {
            if (then == null || then.isDeleteMarker()) {
                hide(state.current());
                progress.done(0);
            } else {
                restore.restore(context.caller().get(), context.current(), then);
                progress.done(then.requireContent().size());
            }
        } catch (S3Exception e) {
            progress.failed(new ObjectRef.Failure(
                    state.current().key().value(),
                    then == null ? null : then.versionText(),
                    e.code().wireName(),
                    e.message()));
        }
    }

    private void hide(ObjectVersion current) {
        BucketTasks.requireVersioning(context.current());
        context.calls()
                .call(
                        context.caller().get(),
                        S3Call.of(S3Operation.DELETE_OBJECT, context.bucket().value(), current.key())
                                .header(
                                        "if-match",
                                        current.requireContent().etag().quoted()));
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        Iterator<KeyState> states = states();
        while (states.hasNext() && counting.goOn()) {
            KeyState state = states.next();
            counting.look(state.lookedAt());
            if (needsChange(state)) {
                counting.key(state.current().key().value());
                count(state.then(), counting);
            }
        }
        return counting.result();
    }

    private static void count(@Nullable ObjectVersion then, TaskContext.Counting counting) {
        if (then == null || then.isDeleteMarker()) {
            counting.marker();
        } else {
            counting.version(then.requireContent().size());
        }
    }
}
