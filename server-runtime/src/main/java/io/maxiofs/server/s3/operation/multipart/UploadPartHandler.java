package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.server.service.UploadRules;
import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Part;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes in a part. The upload is looked for before the body is read, so a client with a wrong id need not send it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>
 */
public final class UploadPartHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final BodyIntake intake;
    private final EncryptionRules encryption;

    public UploadPartHandler(ObjectStore store, BodyIntake intake, EncryptionRules encryption) {
        this.store = store;
        this.intake = intake;
        this.encryption = encryption;
    }

    @Override
    public S3Response handle(S3Request request) {
        int number = UploadParameter.partNumber(request);
        UploadRef ref = UploadParameter.upload(request);
        Bucket bucket = store.buckets().get(ref.bucket());
        MultipartUpload upload = store.uploads().get(ref);
        UploadRules.requireWriter(upload, bucket, request.principal());
        MultipartUpload.Specification specification = upload.specification();
        byte[] customerKey = CustomerKeyHeaders.forPart(request.headers(), specification.encryption());
        encryption.requireReadable(specification.encryption());
        MultipartChecksum checksum = MultipartChecksum.of(specification);
        ChecksumRules rules = ChecksumRules.read(request.headers(), request.body(), checksum.algorithm());
        checksum.checkPart(rules.isChecksumSent() ? rules.algorithm() : null);

        BodyIntake.Received received = intake.receivePart(
                request.body(),
                rules,
                checksum.algorithm(),
                EncryptionRules.body(bucket, specification.encryption(), customerKey));
        Checksum kept = received.staged().checksum(checksum.algorithm()).orElse(null);
        NewPart said = new NewPart(number, received.etag(), kept);
        Part part = store.uploads().putPart(ref, said, received.staged()).join();

        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("ETag", part.etag().quoted());
        EncryptionHeaders.answer(specification.encryption(), answer);
        // What the client compared is told again, also where the upload keeps another value.
        Checksum compared = received.checksum();
        if (compared != null) {
            answer.put(compared.algorithm().headerName(), compared.text());
        }
        return new S3Response(200, answer, new S3Response.Empty());
    }
}
