package io.maxiofs.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.veeam.Capacity;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCapacityTest {
    @Test
    void tellsTheLimitOfTheBucketsTenantAndTheDisk(@TempDir Path directory) {
        DiskCapacity capacity = new DiskCapacity(
                directory, tenant -> tenant.equals("t1") ? OptionalLong.of(5_000) : OptionalLong.empty());

        assertThat(capacity.tenantQuotaBytes(bucket("t1"))).hasValue(5_000);
        assertThat(capacity.tenantQuotaBytes(bucket(""))).isEmpty();
        Capacity.Disk disk = capacity.disk();
        assertThat(disk.totalBytes()).isPositive();
        assertThat(disk.freeBytes()).isBetween(0L, disk.totalBytes());
    }

    private static Bucket bucket(String tenant) {
        return new Bucket(
                1,
                new BucketName("bucket"),
                new Owner("id", "name"),
                tenant,
                Instant.EPOCH,
                VersioningState.UNVERSIONED,
                false,
                Map.of());
    }
}
