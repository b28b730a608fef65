package io.maxiofs.server.s3.veeam;

import io.maxiofs.storage.model.Bucket;
import java.util.OptionalLong;

/** How much room there is. Answers without blocking for long; safe on any thread. */
public interface Capacity {
    /** For a server that does not know: nothing but what a bucket's own quota says is told. */
    Capacity UNKNOWN = new Capacity() {
        @Override
        public OptionalLong tenantQuotaBytes(Bucket bucket) {
            return OptionalLong.empty();
        }

        @Override
        public Disk disk() {
            return new Disk(0, 0);
        }
    };

    /** What all buckets of a bucket's tenant may hold together; empty if that is not limited. */
    OptionalLong tenantQuotaBytes(Bucket bucket);

    /** The disk the server stores on. */
    Disk disk();

    /** @param freeBytes that the server may still use */
    record Disk(long totalBytes, long freeBytes) {}
}
