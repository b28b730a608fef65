package io.maxiofs.server.service;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What a bucket starts as if its creator does not say.
 *
 * @param lists whether access control lists count: the bucket then has no ownership controls, and who writes an object owns
 *     it. Otherwise the bucket's owner owns everything.
 * @param blockPublicAccess whether all four switches against public access are on
 * @param versioning whether it keeps versions; asked for each bucket, since it may change
 * @param lockDays days of governance that objects get in a bucket with object lock; 0 for none
 */
public record NewBucketRules(
        boolean lists, boolean blockPublicAccess, BooleanSupplier versioning, IntSupplier lockDays) {
    /** As AWS makes buckets since April 2023. */
    public static final NewBucketRules DEFAULT = new NewBucketRules(false, true);

    /** As AWS made them before. */
    public static final NewBucketRules OLDER = new NewBucketRules(true, false);

    /** Without versions and retention. */
    public NewBucketRules(boolean lists, boolean blockPublicAccess) {
        this(lists, blockPublicAccess, () -> false, () -> 0);
    }
}
