package io.maxiofs.server.policy.acl;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import org.jspecify.annotations.Nullable;

/**
 * The four switches against public access. Kept as the names of those that are on, separated by commas; a bucket without
 * the setting has none on.
 *
 * @param blockPublicAcls lists that grant to the public are refused
 * @param ignorePublicAcls grants to the public do not count
 * @param blockPublicPolicy policies that are public are refused
 * @param restrictPublicBuckets a policy that is public grants to nobody but the bucket's owner
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access</a>
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);

    private static final String BLOCK_ACLS = "BlockPublicAcls";
    private static final String IGNORE_ACLS = "IgnorePublicAcls";
    private static final String BLOCK_POLICY = "BlockPublicPolicy";
    private static final String RESTRICT = "RestrictPublicBuckets";

    /** The switches of a bucket. */
    public static PublicAccessBlock of(Bucket bucket) {
        return read(bucket.settings().get(BucketSetting.PUBLIC_ACCESS_BLOCK));
    }

    /** @throws IllegalStateException if the text is none that this version writes */
    static PublicAccessBlock read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        PublicAccessBlock block = NONE;
        for (String name : text.split(",", -1)) {
            block = switch (name) {
                case BLOCK_ACLS ->
                    new PublicAccessBlock(
                            true, block.ignorePublicAcls, block.blockPublicPolicy, block.restrictPublicBuckets);
                case IGNORE_ACLS ->
                    new PublicAccessBlock(
                            block.blockPublicAcls, true, block.blockPublicPolicy, block.restrictPublicBuckets);
                case BLOCK_POLICY ->
                    new PublicAccessBlock(
                            block.blockPublicAcls, block.ignorePublicAcls, true, block.restrictPublicBuckets);
                case RESTRICT ->
                    new PublicAccessBlock(block.blockPublicAcls, block.ignorePublicAcls, block.blockPublicPolicy, true);
                default -> throw new IllegalStateException("Unknown block of public access: " + text);
            };
        }
        return block;
    }

    /** What to keep. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        append(text, blockPublicAcls, BLOCK_ACLS);
        append(text, ignorePublicAcls, IGNORE_ACLS);
        append(text, blockPublicPolicy, BLOCK_POLICY);
        append(text, restrictPublicBuckets, RESTRICT);
        return text.toString();
    }

    private static void append(StringBuilder text, boolean on, String name) {
        if (on) {
            text.append(text.isEmpty() ? "" : ",").append(name);
        }
    }
}
