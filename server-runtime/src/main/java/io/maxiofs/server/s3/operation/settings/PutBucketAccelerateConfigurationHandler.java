package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;

/**
 * Says whether a bucket may be reached through an accelerated endpoint. The answer is kept for clients that look for it;
 * one server has no edge of its own, so it changes nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html">
 *     PutBucketAccelerateConfiguration</a>
 */
public final class PutBucketAccelerateConfigurationHandler implements OperationHandler.Blocking {
    private static final int MAX_BYTES = 16 << 10;
    private static final String ROOT = "AccelerateConfiguration";

    private final StoredDocument document;

    PutBucketAccelerateConfigurationHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        String status = XmlReader.read(BodyIntake.readDocument(request, MAX_BYTES), ROOT)
                .require("Status");
        if (!status.equals("Enabled") && !status.equals("Suspended")) {
            throw new MalformedXmlException("Unknown status " + status);
        }
        if (request.bucket().value().indexOf('.') >= 0) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        }
        return document.put(
                request, XmlWriter.document(ROOT).element("Status", status).toBytes());
    }
}
