package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;

/**
 * Tells that a bucket is not replicated, which no bucket is as long as rules cannot be set. Backup tools ask before anything
 * else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html">GetBucketReplication</a>
 */
public final class GetBucketReplicationHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketReplicationHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        catalog.get(request.bucket());
        throw new S3Exception(S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND_ERROR);
    }
}
