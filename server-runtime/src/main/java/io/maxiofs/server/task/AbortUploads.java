package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gives up unfinished uploads, all or those that were begun long ago. */
final class AbortUploads implements Task {
    private static final int PARTS = 1_000;

    private final TaskContext context;

    AbortUploads(TaskContext context) {
        this.context = context;
    }

    @Override
    public void run(JobProgress progress) {
        walk(
                upload -> {
                    progress.checkpoint();
                    abort(upload, progress);
                },
                () -> true);
    }

    private void abort(MultipartUpload upload, JobProgress progress) {
        try {
            context.calls()
                    .call(
                            context.caller().get(),
                            S3Call.of(
                                            S3Operation.ABORT_MULTIPART_UPLOAD,
                                            context.bucket().value(),
                                            upload.key())
                                    .query("uploadId", upload.id().text()));
            progress.done(0);
        } catch (S3Exception e) {
            if (e.code() == S3ErrorCode.NO_SUCH_UPLOAD) {
                // Finished or given up meanwhile, by whoever began it.
                progress.done(0);
                return;
            }
            progress.failed(
                    new ObjectRef.Failure(upload.key().value(), null, e.code().wireName(), e.message()));
        }
    }

    private void walk(Consumer<MultipartUpload> action, BooleanSupplier goOn) {
        Integer days = context.task().olderThanDays();
        Instant before = days == null ? Instant.MAX : context.begun().minus(Duration.ofDays(days));
        String key = null;
        String id = null;
        do {
            Page<MultipartUpload> page = context.store().listing().listUploads(context.query(), key, id);
            for (MultipartUpload upload : page.entries()) {
                if (upload.initiated().isBefore(before)) {
                    action.accept(upload);
                }
            }
            key = page.nextMarker();
            id = page.entries().isEmpty() ? null : page.entries().getLast().id().text();
        } while (key != null && goOn.getAsBoolean());
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        count(counting);
        return counting.result();
    }

    void count(TaskContext.Counting counting) {
        walk(
                upload -> {
                    counting.look();
                    counting.upload(bytes(upload));
                },
                counting::goOn);
    }

    private long bytes(MultipartUpload upload) {
        long bytes = 0;
        int after = 0;
        List<Part> parts;
        do {
            try {
                parts = context.store()
                        .uploads()
                        .listParts(new UploadRef(context.bucket(), upload.key(), upload.id()), after, PARTS);
            } catch (UploadNotFoundException e) {
                return bytes;
            }
            for (Part part : parts) {
                bytes += part.size();
                after = part.number();
            }
        } while (parts.size() == PARTS);
        return bytes;
    }
}
