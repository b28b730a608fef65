package io.maxiofs.server.admin.api;

/**
 * An inventory of a bucket.
 *
 * @param enabled whether it is written on its schedule
 * @param schedule {@code daily} or {@code weekly}
 * @param allVersions whether noncurrent versions and delete markers are listed too
 * @param prefix of the keys listed; may be empty
 * @param destination bucket it goes to
 * @param destinationPrefix of the keys there; may be empty
 */
public record BucketInventory(
        String id,
        boolean enabled,
        String schedule,
        boolean allVersions,
        String prefix,
        String destination,
        String destinationPrefix) {}
