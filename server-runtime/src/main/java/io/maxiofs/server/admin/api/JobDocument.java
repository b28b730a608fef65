package io.maxiofs.server.admin.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on after the call that began it. Finished ones are kept for a while.
 *
 * @param kind such as those of {@link BucketTask}
 * @param bucket it is about; null if it is about several
 * @param what it is about inside the bucket, for people: a prefix, a key; may be empty
 * @param state {@code waiting}, {@code running}, {@code done}, {@code failed}, {@code cancelled}, or {@code interrupted} if
 *     the server stopped meanwhile. {@code done} with failures in its progress did what it could.
 * @param error why it failed; null unless it did
 */
public record JobDocument(
        String id,
        String kind,
        @Nullable String bucket,
        String what,
        String state,
        Progress progress,
        Course course,
        @Nullable String error) {

    /**
     * How far it is.
     *
     * @param total null while it is not known
     * @param failed how many of those done were not done as asked; see the job's failures
     * @param bytes of plaintext dealt with
     * @param totalBytes null while it is not known
     */
    public record Progress(
            long done,
            @Nullable Long total,
            long failed,
            long bytes,
            @Nullable Long totalBytes) {}

    /**
     * Null is what has not happened.
     *
     * @param by name of the user who began it; empty for the local administrator
     */
    public record Course(
            String by,
            Instant created,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    /** Whether nothing more will happen to it. */
    @JsonIgnore
    public boolean isOver() {
        return !state.equals("waiting") && !state.equals("running");
    }
}
