package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Tells the policy of a bucket, as it was put.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">GetBucketPolicy</a>
 */
public final class GetBucketPolicyHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketPolicyHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        String policy = catalog.get(request.bucket())
                .setting(BucketSetting.POLICY)
                .orElseThrow(() -> noPolicy(request.bucket().value()));
        return new S3Response(
                200,
                Map.of("Content-Type", "application/json"),
                new S3Response.Bytes(policy.getBytes(StandardCharsets.UTF_8)));
    }

    static S3Exception noPolicy(String bucket) {
        return new S3Exception(S3ErrorCode.NO_SUCH_BUCKET_POLICY).with("BucketName", bucket);
    }
}
