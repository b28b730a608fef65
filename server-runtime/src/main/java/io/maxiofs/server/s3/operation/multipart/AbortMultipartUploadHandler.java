package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.MultipartStore;

/**
 * Gives an upload and its parts up. Whoever has the permission may, as AWS lets a bucket's owner grant it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>
 */
public final class AbortMultipartUploadHandler implements OperationHandler.Blocking {
    private final MultipartStore uploads;

    public AbortMultipartUploadHandler(MultipartStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public S3Response handle(S3Request request) {
        uploads.abort(UploadParameter.upload(request)).join();
        return S3Response.ofStatus(204);
    }
}
