package io.maxiofs.server.service;

/**
 * What a bucket starts as if its creator does not say.
 *
 * @param lists whether access control lists count: the bucket then has no ownership controls, and who writes an object owns
 *     it. Otherwise the bucket's owner owns everything.
 * @param blockPublicAccess whether all four switches against public access are on
 */
public record NewBucketRules(boolean lists, boolean blockPublicAccess) {
    /** As AWS makes buckets since April 2023. */
    public static final NewBucketRules DEFAULT = new NewBucketRules(false, true);

    /** As AWS made them before. */
    public static final NewBucketRules OLDER = new NewBucketRules(true, false);
}
