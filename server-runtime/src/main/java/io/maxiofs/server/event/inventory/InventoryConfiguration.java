package io.maxiofs.server.event.inventory;

import io.maxiofs.storage.model.BucketName;
import java.util.List;

/**
 * One inventory of a bucket.
 *
 * @param enabled whether it is written
 * @param allVersions whether noncurrent versions and delete markers are listed too
 * @param weekly on Sundays only; else each day
 * @param filterPrefix of the keys listed; may be empty
 * @param destination where it goes
 * @param destinationPrefix of the keys there; may be empty
 * @param fields beside bucket, key and version
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html">
 *     InventoryConfiguration</a>
 */
public record InventoryConfiguration(
        String id,
        boolean enabled,
        boolean allVersions,
        boolean weekly,
        String filterPrefix,
        BucketName destination,
        String destinationPrefix,
        List<InventoryField> fields) {

    public InventoryConfiguration {
        fields = List.copyOf(fields);
    }
}
