package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.Map;

/** Errors in the shape of the query protocol, also those from before an action is known. */
public final class QueryError {
    private QueryError() {}

    /** What S3 would answer, as the query protocol answers it. */
    public static S3Response of(S3Exception error, String requestId) {
        return switch (error.code()) {
            case INVALID_ACCESS_KEY_ID, INVALID_TOKEN ->
                render(
                        403,
                        "InvalidClientTokenId",
                        "The security token included in the request is invalid.",
                        requestId,
                        QueryService.IAM);
            case EXPIRED_TOKEN ->
                render(
                        403,
                        "ExpiredToken",
                        "The security token included in the request is expired",
                        requestId,
                        QueryService.IAM);
            default ->
                render(
                        error.code().status(),
                        error.code() == S3ErrorCode.INTERNAL_ERROR
                                ? "ServiceFailure"
                                : error.code().wireName(),
                        error.message(),
                        requestId,
                        QueryService.IAM);
        };
    }

    static S3Response of(IamException error, String requestId, QueryService service) {
        return render(error.code().status(), error.code().wireName(), error.text(), requestId, service);
    }

    private static S3Response render(int status, String code, String message, String requestId, QueryService service) {
        byte[] document = XmlWriter.document("ErrorResponse", service.namespace())
                .start("Error")
                .element("Type", status < 500 ? "Sender" : "Receiver")
                .element("Code", code)
                .element("Message", message)
                .end()
                .element("RequestId", requestId)
                .toBytes();
        return new S3Response(status, Map.of(), new S3Response.Xml(document));
    }
}
