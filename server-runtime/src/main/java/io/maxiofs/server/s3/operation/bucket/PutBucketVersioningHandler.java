package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.VersioningState;

/**
 * Turns versioning on or suspends it. Deletion with a second factor is not built.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
 */
public final class PutBucketVersioningHandler implements OperationHandler.Blocking {
    private static final int MAX_DOCUMENT_BYTES = 16 << 10;

    private final BucketService buckets;

    public PutBucketVersioningHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        byte[] document = BodyIntake.readDocument(request, MAX_DOCUMENT_BYTES);
        if (document.length == 0) {
            throw new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY_ERROR);
        }
        XmlElement root = XmlReader.read(document, "VersioningConfiguration");
        checkMfaDelete(root);
        buckets.setVersioning(request.bucket(), state(root)).join();
        return S3Response.ofStatus(200);
    }

    private static void checkMfaDelete(XmlElement root) {
        String mfaDelete = root.value("MfaDelete");
        if (mfaDelete == null || mfaDelete.equals("Disabled")) {
            return;
        }
        throw mfaDelete.equals("Enabled")
                ? new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "MFA delete is not implemented.")
                : new S3Exception(S3ErrorCode.MALFORMED_XML);
    }

    private static VersioningState state(XmlElement root) {
        String status = root.value("Status");
        if (status == null) {
            throw new S3Exception(
                    S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION_EXCEPTION, "The Versioning element must be specified");
        }
        return switch (status) {
            case "Enabled" -> VersioningState.ENABLED;
            case "Suspended" -> VersioningState.SUSPENDED;
            default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        };
    }
}
