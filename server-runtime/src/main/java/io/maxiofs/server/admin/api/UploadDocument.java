package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;

/**
 * An unfinished multipart upload.
 *
 * @param initiator display name of who began it
 * @param bytes of plaintext that have arrived
 */
public record UploadDocument(
        String bucket, String key, String id, Instant started, String initiator, int parts, long bytes) {

    /** Names an upload. */
    public record Ref(String bucket, String key, String id) {}

    /** @param uploads to abort, at most 1,000 */
    public record Abortion(List<Ref> uploads) {}

    /** What became of each. */
    public record Outcome(List<Ref> done, List<Failure> failed) {}

    /** @param code S3's */
    public record Failure(Ref upload, String code, String message) {}
}
