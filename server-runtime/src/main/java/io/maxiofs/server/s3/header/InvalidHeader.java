package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;

/** The errors that a header's value causes. */
final class InvalidHeader {

    private InvalidHeader() {}

    /** InvalidArgument with the name and value at fault. */
    static S3Exception argument(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** NotImplemented for what a header asks. */
    static S3Exception notImplemented(String name) {
        return new S3Exception(
                        S3ErrorCode.NOT_IMPLEMENTED,
                        "A header you provided implies functionality that is not implemented")
                .with("Header", name);
    }
}
