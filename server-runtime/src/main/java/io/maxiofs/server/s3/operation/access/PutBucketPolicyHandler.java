package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.policy.BucketPolicyRules;
import io.maxiofs.server.policy.MalformedPolicyException;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PublicPolicy;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the policy of a bucket. Whoever owns the bucket can always read, replace and remove it, whatever it says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>
 */
public final class PutBucketPolicyHandler implements OperationHandler.Blocking {
    /** More than the policy itself may have, so that a long one is told what is wrong with it. */
    private static final int MAX_BYTES = 64 << 10;

    private final BucketService buckets;
    private final BucketCatalog catalog;

    public PutBucketPolicyHandler(BucketService buckets, BucketCatalog catalog) {
        this.buckets = buckets;
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        String text = decode(BodyIntake.readDocument(request, MAX_BYTES));
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(text, PolicyDocument.Kind.BUCKET);
            BucketPolicyRules.check(policy, bucket.name());
        } catch (MalformedPolicyException e) {
            throw new S3Exception(S3ErrorCode.MALFORMED_POLICY, e.reason());
        }
        if (PublicAccessBlock.of(bucket).blockPublicPolicy() && PublicPolicy.isPublic(policy)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        buckets.setDocument(bucket.name(), BucketSetting.POLICY, text).join();
        return S3Response.ofStatus(204);
    }

    private static String decode(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new S3Exception(S3ErrorCode.MALFORMED_POLICY, "This policy contains invalid Json");
        }
    }
}
