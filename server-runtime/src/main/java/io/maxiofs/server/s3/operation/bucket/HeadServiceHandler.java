package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/** HEAD on the service: tells a client with valid credentials that it can reach the server. */
public final class HeadServiceHandler implements OperationHandler.Blocking {

    @Override
    public S3Response handle(S3Request request) {
        return S3Response.ofStatus(200);
    }
}
