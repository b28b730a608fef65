package io.maxiofs.server.s3.operation.encryption;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketEncryption;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.Encryption;

/**
 * Sets how a bucket encrypts what nobody asked to be encrypted otherwise. Whether a named key exists shows when something
 * is written, as with AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html">PutBucketEncryption</a>
 */
public final class PutBucketEncryptionHandler implements OperationHandler.Blocking {
    private static final int MAX_DOCUMENT_BYTES = 64 << 10;

    private final BucketService buckets;
    private final EncryptionRules rules;

    public PutBucketEncryptionHandler(BucketService buckets, EncryptionRules rules) {
        this.buckets = buckets;
        this.rules = rules;
    }

    @Override
    public S3Response handle(S3Request request) {
        byte[] document = BodyIntake.readDocument(request, MAX_DOCUMENT_BYTES);
        if (document.length == 0) {
            throw new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY_ERROR);
        }
        BucketEncryption encryption = BucketEncryption.read(document);
        if (encryption.encryption().mode() != Encryption.Mode.S3) {
            // Writers must not have to wait for it.
            rules.makeDefaultKey();
        }
        buckets.setDocument(request.bucket(), BucketSetting.ENCRYPTION, encryption.text())
                .join();
        return S3Response.ofStatus(200);
    }
}
