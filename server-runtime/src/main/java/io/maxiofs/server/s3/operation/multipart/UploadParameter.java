package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.ReadSelection;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.model.UploadId;

/** The parameters that name an upload and its part. */
final class UploadParameter {

    private UploadParameter() {}

    /**
     * The upload a request names: its bucket, its key and the id of its query, which must belong together.
     *
     * @throws S3Exception NoSuchUpload for what cannot be an upload's id
     */
    static UploadRef upload(S3Request request) {
        String text = request.query().value("uploadId");
        UploadId id =
                UploadId.parse(text == null ? "" : text).orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD));
        return new UploadRef(request.bucket(), request.key(), id);
    }

    /** @throws S3Exception InvalidArgument unless it is between 1 and 10,000 */
    static int partNumber(S3Request request) {
        String text = request.query().value("partNumber");
        return ReadSelection.parsePartNumber(text == null ? "" : text);
    }
}
