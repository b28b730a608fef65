package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects, and for a move deletes each source once its copy is there, if it is still what was copied. A source that
 * is locked stays under a delete marker, or as it is where there is no versioning.
 */
final class CopyObjects implements Task {
    private final TaskContext context;
    private final BucketTask.Target target;
    private final BucketName to;
    private final boolean moves;
    private final ServerCopy copies;

    CopyObjects(TaskContext context, BucketTask.Target target, BucketName to, boolean moves) {
        this.context = context;
        this.target = target;
        this.to = to;
        this.moves = moves;
        this.copies = new ServerCopy(context.calls());
    }

    @Override
    public void run(JobProgress progress) {
        List<ObjectRef> named = context.objects();
        if (!named.isEmpty()) {
            progress.total(named.size(), 0);
        }
        for (ObjectRef object : named) {
            progress.checkpoint();
            one(object.key(), object.version(), progress);
        }
        if (named.isEmpty()) {
            walk(
                    version -> {
                        progress.checkpoint();
                        one(version.key().value(), null, progress);
                    },
                    () -> true);
        }
    }

    private void walk(Consumer<ObjectVersion> action, BooleanSupplier goOn) {
        String after = null;
        do {
            Page<ObjectVersion> page = context.store().listing().listObjects(context.query(), after);
            for (ObjectVersion version : page.entries()) {
                // Copies below the prefix come up again later; written after the task began, they are not its business.
                if (!version.lastModified().isAfter(context.begun())) {
                    action.accept(version);
                }
            }
            after = page.nextMarker();
        } while (after != null && goOn.getAsBoolean());
    }

    private void one(String key, @Nullable String version, JobProgress progress) {
        try {
            ObjectVersion source = context.calls()
                    .find(context.caller().get(), context.bucket().value(), ObjectKey.of(key), version)
                    .version();
            ObjectKey wanted = targetKey(key);
            if (to.equals(context.bucket()) && wanted.value().equals(key)) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Source and target are the same object.");
            }
            copies.copy(
                    context.caller().get(),
                    new ServerCopy.Copy(context.bucket(), source, version == null, to, wanted, target.overwrite()));
            if (moves) {
                remove(source);
            }
            progress.done(source.requireContent().size());
        } catch (S3Exception e) {
            progress.failed(new ObjectRef.Failure(key, version, e.code().wireName(), e.message()));
        } catch (IllegalArgumentException e) {
            progress.failed(new ObjectRef.Failure(
                    key, version, S3ErrorCode.INVALID_ARGUMENT.wireName(), "The new key is not valid."));
        }
    }

    private ObjectKey targetKey(String key) {
        String chosen = target.key();
        if (chosen != null) {
            return ObjectKey.of(chosen);
        }
        String strip = target.stripPrefix() == null ? "" : target.stripPrefix();
        String rest = key.startsWith(strip) ? key.substring(strip.length()) : key;
        return ObjectKey.of((target.prefix() == null ? "" : target.prefix()) + rest);
    }

    /** Only what was copied: somebody may have written the source anew meanwhile. */
    private void remove(ObjectVersion source) {
        context.calls()
                .call(
                        context.caller().get(),
                        S3Call.of(S3Operation.DELETE_OBJECT, context.bucket().value(), source.key())
                                .header(
                                        "if-match",
                                        source.requireContent().etag().quoted()));
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        if (context.objects().isEmpty()) {
            walk(version -> count(version, counting), counting::goOn);
        }
        for (ObjectRef object : context.objects()) {
            try {
                count(
                        context.calls()
                                .find(
                                        context.caller().get(),
                                        context.bucket().value(),
                                        ObjectKey.of(object.key()),
                                        object.version())
                                .version(),
                        counting);
            } catch (S3Exception e) {
                // It would be told as a failure, so it is not among what would be copied.
                counting.look();
            }
        }
        return counting.result();
    }

    private static void count(ObjectVersion version, TaskContext.Counting counting) {
        counting.look();
        counting.key(version.key().value());
        counting.version(version.requireContent().size());
    }
}
