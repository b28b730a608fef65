package io.maxiofs.server.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies of buckets, read once per text. One that cannot be read any more refuses everything, since nobody knows
 * whom it was to keep out. Safe on any thread.
 */
final class BucketPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(BucketPolicies.class);
    private static final int MAX_KEPT = 10_000;

    private static final Known REFUSES_ALL = new Known(
            PolicyDocument.parse(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
                            + "\"Action\":\"*\",\"Resource\":\"*\"}}",
                    PolicyDocument.Kind.BUCKET),
            false);

    private final Cache<String, Known> read =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

    /** A policy, and whether it is public. */
    record Known(PolicyDocument document, boolean isPublic) {}

    /** @return null if the bucket has none */
    @Nullable Known of(Bucket bucket) {
        String text = bucket.settings().get(BucketSetting.POLICY);
        if (text == null) {
            return null;
        }
        Known known = read.getIfPresent(text);
        if (known == null) {
            known = read(bucket, text);
            read.put(text, known);
        }
        return known;
    }

    private static Known read(Bucket bucket, String text) {
        try {
            PolicyDocument document = PolicyDocument.parse(text, PolicyDocument.Kind.BUCKET);
            return new Known(document, PublicPolicy.isPublic(document));
        } catch (MalformedPolicyException e) {
            LOG.error(
                    "The policy of bucket {} cannot be read, so it refuses everything: {}", bucket.name(), e.reason());
            return REFUSES_ALL;
        }
    }
}
