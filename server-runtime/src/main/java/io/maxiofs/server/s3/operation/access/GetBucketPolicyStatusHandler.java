package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PublicPolicy;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Tells whether a bucket's policy opens it to the public.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html">GetBucketPolicyStatus</a>
 */
public final class GetBucketPolicyStatusHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketPolicyStatusHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        String policy = catalog.get(request.bucket())
                .setting(BucketSetting.POLICY)
                .orElseThrow(
                        () -> GetBucketPolicyHandler.noPolicy(request.bucket().value()));
        boolean open = PublicPolicy.isPublic(PolicyDocument.parse(policy, PolicyDocument.Kind.BUCKET));
        return S3Response.ofXml(
                XmlWriter.document("PolicyStatus").element("IsPublic", open).toBytes());
    }
}
