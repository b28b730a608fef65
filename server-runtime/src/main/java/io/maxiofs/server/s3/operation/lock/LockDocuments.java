package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.storage.model.Retention;

/** What the documents of object lock have in common. */
final class LockDocuments {
    private static final int MAX_BYTES = 16 << 10;

    private LockDocuments() {}

    /**
     * The body of a request, which must be a document with this root.
     *
     * @throws S3Exception MissingRequestBodyError if there is none
     * @throws MalformedXmlException if it is another
     */
    static XmlElement read(S3Request request, String root) {
        byte[] document = BodyIntake.readDocument(request, MAX_BYTES);
        if (document.length == 0) {
            throw new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY_ERROR);
        }
        return XmlReader.read(document, root);
    }

    /** @throws MalformedXmlException if it is no mode */
    static Retention.Mode mode(String text) {
        return switch (text) {
            case "GOVERNANCE" -> Retention.Mode.GOVERNANCE;
            case "COMPLIANCE" -> Retention.Mode.COMPLIANCE;
            default -> throw new MalformedXmlException("No mode of retention: " + text);
        };
    }
}
