package io.maxiofs.storage.model;

/**
 * What a bucket holds at one moment, exactly.
 *
 * @param objects keys whose current version is not a delete marker
 * @param bytes plaintext of those
 * @param noncurrentVersions versions with a body that are not current
 * @param noncurrentBytes plaintext of those
 * @param deleteMarkers current and noncurrent
 * @param uploads unfinished multipart uploads
 * @param uploadBytes plaintext of their parts
 */
public record BucketUsage(
        long objects,
        long bytes,
        long noncurrentVersions,
        long noncurrentBytes,
        long deleteMarkers,
        long uploads,
        long uploadBytes) {
    public static final BucketUsage NONE = new BucketUsage(0, 0, 0, 0, 0, 0, 0);

    public boolean isEmpty() {
        return objects == 0 && noncurrentVersions == 0 && deleteMarkers == 0;
    }

    /** Plaintext of everything the bucket holds; what a quota counts. */
    public long totalBytes() {
        return bytes + noncurrentBytes + uploadBytes;
    }
}
