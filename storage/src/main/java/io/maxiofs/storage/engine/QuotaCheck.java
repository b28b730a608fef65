package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.state.StoreState;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses what would pass a quota. Decided with the write, so that two writes cannot pass it together. */
final class QuotaCheck {
    private static final Pattern BYTES = Pattern.compile("\"bytes\"\\s*:\\s*(\\d{1,18})");
    private static final Pattern OBJECTS = Pattern.compile("\"objects\"\\s*:\\s*(\\d{1,18})");

    private final StoreState state;
    private final TenantLimits tenants;

    QuotaCheck(StoreState state, TenantLimits tenants) {
        this.state = state;
        this.tenants = tenants;
    }

    /**
     * @param moreBytes plaintext bytes the change adds; negative if it gives some back
     * @param moreObjects current objects the change adds
     * @throws QuotaExceededException if that is more than the bucket or its tenant may have
     */
    void check(Bucket bucket, long moreBytes, long moreObjects) {
        String quota = bucket.settings().get(BucketSetting.QUOTA);
        if (quota != null) {
            BucketUsage usage = state.usage().counted(bucket.id());
            require(limit(BYTES, quota), usage.totalBytes(), moreBytes, "bytes of bucket " + bucket.name());
            require(limit(OBJECTS, quota), usage.objects(), moreObjects, "objects of bucket " + bucket.name());
        }
        OptionalLong tenantLimit = tenants.maxBytes(bucket.tenant());
        if (tenantLimit.isPresent()) {
            require(tenantLimit, tenantBytes(bucket.tenant()), moreBytes, "bytes of tenant " + bucket.tenant());
        }
    }

    /** @throws QuotaExceededException if a tenant has as many buckets as it may have */
    void checkNewBucket(String tenant) {
        OptionalLong limit = tenants.maxBuckets(tenant);
        if (limit.isPresent()) {
            require(limit, state.buckets().countPending(tenant), 1, "buckets of tenant " + tenant);
        }
    }

    private long tenantBytes(String tenant) {
        long bytes = 0;
        for (Bucket bucket : state.buckets().list()) {
            if (bucket.tenant().equals(tenant)) {
                bytes += state.usage().counted(bucket.id()).totalBytes();
            }
        }
        return bytes;
    }

    private static void require(OptionalLong limit, long used, long more, String what) {
        if (more > 0 && limit.isPresent() && used + more > limit.getAsLong()) {
            throw new QuotaExceededException("Quota of " + limit.getAsLong() + " " + what + " would be exceeded");
        }
    }

    private static OptionalLong limit(Pattern pattern, String document) {
        Matcher matcher = pattern.matcher(document);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
