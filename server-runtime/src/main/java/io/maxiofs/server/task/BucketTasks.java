package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.job.JobSubject;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersioningState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Understands tasks, previews them and begins them as jobs. Safe on any thread. */
public final class BucketTasks {
    private static final int MAX_OBJECTS = 10_000;
    private static final int MAX_DAYS = 36_500;

    private final ObjectStore store;
    private final S3Calls calls;
    private final Jobs jobs;
    private final InstantSource clock;

    public BucketTasks(ObjectStore store, S3Calls calls, Jobs jobs, InstantSource clock) {
        this.store = store;
        this.calls = calls;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** A task that makes no sense. */
    public static final class InvalidTaskException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidTaskException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What the task would do now.
     *
     * @throws InvalidTaskException if it makes no sense
     * @throws S3Exception AccessDenied if the caller may not list what it is about, NoSuchBucket
     */
    public BucketTask.Preview preview(Supplier<S3Caller> caller, String bucket, BucketTask wanted) {
        return understood(caller, bucket, wanted).preview();
    }

    /**
     * Begins the task.
     *
     * @param caller asked again for each step; throws if they may act no more
     * @param by name of the user; empty for the local administrator
     * @throws InvalidTaskException if it makes no sense
     * @throws S3Exception AccessDenied if the caller may not list what it is about, NoSuchBucket
     * @throws Jobs.TooManyJobsException if there are too many jobs
     */
    public JobDocument begin(Supplier<S3Caller> caller, String by, String bucket, BucketTask wanted) {
        Task task = understood(caller, bucket, wanted);
        return jobs.begin(new JobSubject(wanted.kind(), bucket, about(wanted), by), task);
    }

    private static String about(BucketTask task) {
        List<ObjectRef> objects = task.objects();
        if (objects == null || objects.isEmpty()) {
            return task.prefix() == null ? "" : task.prefix();
        }
        return objects.size() == 1 ? objects.getFirst().key() : objects.size() + " objects";
    }

    private Task understood(Supplier<S3Caller> caller, String bucket, BucketTask wanted) {
        if (wanted.kind() == null) {
            throw new InvalidTaskException("The field kind is missing");
        }
        check(wanted);
        authorize(caller.get(), bucket, wanted);
        TaskContext context = new TaskContext(store, calls, caller, new BucketName(bucket), wanted, clock.instant());
        return switch (wanted.kind()) {
            case BucketTask.EMPTY -> new EmptyBucket(context);
            case BucketTask.DELETE -> new DeleteObjects(context);
            case BucketTask.PURGE -> new PurgeDeleted(context);
            case BucketTask.UNDELETE -> new UndeleteObjects(context);
            case BucketTask.COPY, BucketTask.MOVE -> copy(context);
            case BucketTask.RESTORE -> restore(context);
            case BucketTask.ABORT_UPLOADS -> new AbortUploads(context);
            default -> throw new InvalidTaskException("There is no task " + wanted.kind());
        };
    }

    /** Fields that do not belong to a task are refused: whoever sent them meant something by them. */
    private static void check(BucketTask task) {
        String kind = task.kind();
        List<ObjectRef> objects = task.objects() == null ? List.of() : task.objects();
        boolean below = task.prefix() != null && !task.prefix().isEmpty();
        boolean copies = kind.equals(BucketTask.COPY) || kind.equals(BucketTask.MOVE);
        boolean whole = kind.equals(BucketTask.EMPTY);
        boolean byKeys = copies
                || kind.equals(BucketTask.DELETE)
                || kind.equals(BucketTask.PURGE)
                || kind.equals(BucketTask.RESTORE)
                || kind.equals(BucketTask.UNDELETE);
        require(objects.isEmpty() || byKeys, kind + " is not about single objects");
        require(objects.isEmpty() || !below, "Either objects or a prefix");
        require(objects.size() <= MAX_OBJECTS, "At most " + MAX_OBJECTS + " objects");
        require(!whole || !below, kind + " is about the whole bucket");
        require((task.asOf() != null) == kind.equals(BucketTask.RESTORE), "asOf belongs to " + BucketTask.RESTORE);
        require((task.target() != null) == copies, "target belongs to copy and move");
        require(
                task.olderThanDays() == null || kind.equals(BucketTask.ABORT_UPLOADS),
                "olderThanDays belongs to " + BucketTask.ABORT_UPLOADS);
        require(
                task.olderThanDays() == null || (task.olderThanDays() >= 0 && task.olderThanDays() <= MAX_DAYS),
                "olderThanDays is from 0 to " + MAX_DAYS);
        for (ObjectRef object : objects) {
            checkKey(object.key());
            boolean versioned = kind.equals(BucketTask.COPY) || kind.equals(BucketTask.DELETE);
            require(object.version() == null || versioned, kind + " is about objects, not about versions");
        }
    }

    private static void checkKey(String key) {
        require(key != null, "An object has no key");
        try {
            ObjectKey.of(key);
        } catch (IllegalArgumentException e) {
            throw new InvalidTaskException("Not a valid key: " + e.getMessage());
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidTaskException(message);
        }
    }

    /** Each step is judged when it is done; this is for what is told before: that there is something. */
    private void authorize(S3Caller caller, String bucket, BucketTask task) {
        S3Operation operation = switch (task.kind()) {
            case BucketTask.DELETE, BucketTask.COPY, BucketTask.MOVE -> S3Operation.LIST_OBJECTS_V2;
            case BucketTask.ABORT_UPLOADS -> S3Operation.LIST_MULTIPART_UPLOADS;
            default -> S3Operation.LIST_OBJECT_VERSIONS;
        };
        calls.authorize(caller, S3Call.of(operation, bucket).query("prefix", task.prefix()));
        if (task.kind().equals(BucketTask.EMPTY)) {
            calls.authorize(caller, S3Call.of(S3Operation.LIST_MULTIPART_UPLOADS, bucket));
        }
    }

    private Task copy(TaskContext context) {
        BucketTask.Target target = context.task().target();
        if (target == null) {
            throw new InvalidTaskException("A copy needs a target");
        }
        require(target.key() == null || context.objects().size() == 1, "Only exactly one object can get a chosen key");
        if (target.key() != null) {
            checkKey(target.key());
        }
        String bucket = target.bucket();
        require(bucket == null || BucketName.isValid(bucket), "Not a valid name of a bucket: " + bucket);
        BucketName to = bucket == null ? context.bucket() : new BucketName(bucket);
        if (store.buckets().find(to).isEmpty()) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
        }
        return new CopyObjects(context, target, to, context.task().kind().equals(BucketTask.MOVE));
    }

    private Task restore(TaskContext context) {
        Instant time = context.task().asOf();
        if (time == null || time.isAfter(context.begun())) {
            throw new InvalidTaskException("asOf is a time in the past");
        }
        requireVersioning(context.current());
        return new RestoreBucket(context, time);
    }

    /** @throws S3Exception InvalidBucketState unless what is written hides what was there, and does not replace it */
    static void requireVersioning(Bucket bucket) {
        if (bucket.versioning() != VersioningState.ENABLED) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "Only a bucket with versioning can be restored without destroying what is there.");
        }
    }
}
