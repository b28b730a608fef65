package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.Optional;

/**
 * Asks for an archived object to be brought back. There is no tier to bring one back from: every object can be read at
 * once, and the request is refused as S3 refuses it for such objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html">RestoreObject</a>
 */
public final class RestoreObjectHandler implements OperationHandler.Blocking {
    private static final int MAX_BYTES = 64 << 10;

    private final ObjectStore store;

    public RestoreObjectHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        check(XmlReader.read(BodyIntake.readDocument(request, MAX_BYTES), "RestoreRequest"));
        ObjectVersion version = store.find(request.bucket(), request.key(), VersionParameter.of(request))
                .version();
        throw new S3Exception(
                        S3ErrorCode.INVALID_OBJECT_STATE,
                        "Restore is not allowed for the object's current storage class")
                .with("StorageClass", version.properties().storageClass());
    }

    private static void check(XmlElement restore) {
        Optional<String> days = restore.get("Days");
        if (restore.has("Type") || restore.has("SelectParameters")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "A restore that selects is not implemented.");
        }
        try {
            if (days.isEmpty() || Integer.parseInt(days.get()) < 1) {
                throw new MalformedXmlException("RestoreRequest needs a positive number of days");
            }
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("Days is not a number");
        }
    }
}
