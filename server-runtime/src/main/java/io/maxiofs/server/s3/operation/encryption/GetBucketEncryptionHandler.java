package io.maxiofs.server.s3.operation.encryption;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketEncryption;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.BucketCatalog;

/**
 * Tells how a bucket encrypts what nobody asked to be encrypted otherwise. A bucket of which nothing was said answers as
 * AWS does today if the server encrypts by default, and else with the error AWS had for it, so that encryption that does
 * not happen is not claimed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html">GetBucketEncryption</a>
 */
public final class GetBucketEncryptionHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;
    private final EncryptionRules rules;

    public GetBucketEncryptionHandler(BucketCatalog catalog, EncryptionRules rules) {
        this.catalog = catalog;
        this.rules = rules;
    }

    @Override
    public S3Response handle(S3Request request) {
        BucketEncryption encryption = rules.of(catalog.get(request.bucket()))
                .orElseThrow(() -> new S3Exception(S3ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR));
        return S3Response.ofXml(encryption.document());
    }
}
