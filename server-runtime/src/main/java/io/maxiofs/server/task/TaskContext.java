package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.history.BucketHistory;
import io.maxiofs.server.history.ObjectDeletion;
import io.maxiofs.server.history.ObjectDeletion.Outcome;
import io.maxiofs.server.history.ObjectDeletion.Target;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What tasks stand on.
 *
 * @param caller for whom; asked for each step, since somebody can be suspended while their job runs
 * @param bucket the one it is about
 * @param begun when the task was asked for
 */
record TaskContext(
        ObjectStore store,
        S3Calls calls,
        Supplier<S3Caller> caller,
        BucketName bucket,
        BucketTask task,
        Instant begun) {
    /** Entries of a page of a walk. */
    static final int STEP = 1_000;

    /** What a preview looks at, at most. */
    static final int MAX_LOOKED_AT = 100_000;

    private static final int SAMPLE = 20;

    /** The bucket as it is now. */
    Bucket current() {
        return store.buckets().get(bucket);
    }

    String prefix() {
        return Optional.ofNullable(task.prefix()).orElse("");
    }

    /** What is named one by one; empty for a walk. */
    List<ObjectRef> objects() {
        return Optional.ofNullable(task.objects()).orElse(List.of());
    }

    Query query() {
        return new Query(bucket, prefix(), null, STEP);
    }

    BucketHistory history() {
        return new BucketHistory(store.listing());
    }

    ObjectDeletion deletion() {
        return new ObjectDeletion(store, calls);
    }

    /** Deletes and tells {@code progress}. */
    List<Outcome> delete(List<Target> targets, JobProgress progress) {
        List<Outcome> outcomes = deletion().delete(caller.get(), bucket, targets, task.bypassGovernance());
        outcomes.forEach(outcome -> tell(outcome, progress));
        return outcomes;
    }

    static void tell(Outcome outcome, JobProgress progress) {
        String code = outcome.code();
        if (code == null) {
            progress.done(0);
        } else {
            progress.failed(new ObjectRef.Failure(
                    outcome.target().key(),
                    outcome.target().version(),
                    code,
                    Optional.ofNullable(outcome.message()).orElse("")));
        }
    }

    /** Adds up what a task would do. Used by one thread. */
    static final class Counting {
        private final List<String> sample = new ArrayList<>();
        private String lastKey = "";
        private long objects;
        private long versions;
        private long deleteMarkers;
        private long uploads;
        private long bytes;
        private long locked;
        private long lookedAt;
        private boolean complete = true;

        /** Whether there is to be more; if not, the numbers are the least. */
        boolean goOn() {
            complete = lookedAt < MAX_LOOKED_AT;
            return complete;
        }

        void look() {
            lookedAt++;
        }

        void look(int count) {
            lookedAt += count;
        }

        /** Keys come in order, so one that is told again is the one before. */
        void key(String key) {
            if (!key.equals(lastKey)) {
                objects++;
                lastKey = key;
                if (sample.size() < SAMPLE) {
                    sample.add(key);
                }
            }
        }

        void version(long size) {
            versions++;
            bytes += size;
        }

        void marker() {
            deleteMarkers++;
        }

        void upload(long size) {
            uploads++;
            bytes += size;
        }

        void locked() {
            locked++;
        }

        BucketTask.Preview result() {
            return new BucketTask.Preview(
                    objects, versions, deleteMarkers, uploads, bytes, locked, complete, List.copyOf(sample));
        }
    }
}
