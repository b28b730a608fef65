package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ObjectHeaders;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Owner;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Begins a multipart upload. All that the object will carry beside its bytes is said here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
 */
public final class CreateMultipartUploadHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final RequestedAcl lists;
    private final InstantSource clock;
    private final EncryptionRules encryption;

    public CreateMultipartUploadHandler(
            ObjectStore store, RequestedAcl lists, InstantSource clock, EncryptionRules encryption) {
        this.store = store;
        this.lists = lists;
        this.clock = clock;
        this.encryption = encryption;
    }

    @Override
    public S3Response handle(S3Request request) {
        RequestHeaders headers = request.headers();
        Bucket bucket = store.buckets().get(request.bucket());
        ObjectHeaders object = ObjectHeaders.read(headers, bucket, clock.instant());
        Encryption encrypted = encryption.forWrite(bucket, object.encryption());
        MultipartChecksum checksum = MultipartChecksum.requested(
                headers.value("x-amz-checksum-algorithm"), headers.value("x-amz-checksum-type"));
        Owner initiator = request.principal().owner();
        RequestedAcl.NewObject owned = lists.ofNewObject(headers, bucket, initiator);
        MultipartUpload.Specification specification = new MultipartUpload.Specification(
                owned.owner(),
                owned.applyTo(object.properties()),
                object.protection(),
                encrypted,
                checksum.chosen() ? checksum.algorithm() : null,
                checksum.chosen() ? checksum.type() : null);
        MultipartUpload upload = store.uploads()
                .create(bucket.name(), request.key(), initiator, specification)
                .join();

        byte[] document = XmlWriter.document("InitiateMultipartUploadResult")
                .element("Bucket", bucket.name().value())
                .element("Key", upload.key().value())
                .element("UploadId", upload.id().text())
                .toBytes();
        Map<String, String> answer = new LinkedHashMap<>();
        EncryptionHeaders.answerWritten(encrypted, answer);
        if (checksum.chosen()) {
            answer.put("x-amz-checksum-algorithm", checksum.algorithm().wireName());
            answer.put("x-amz-checksum-type", checksum.type().name());
        }
        return new S3Response(200, answer, new S3Response.Xml(document));
    }
}
