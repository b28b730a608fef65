package io.maxiofs.server.s3.error;

import io.maxiofs.server.s3.xml.XmlWriter;

/**
 * Renders an error as the document clients read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses">REST error
 *     responses</a>
 */
public final class ErrorDocument {
    private ErrorDocument() {}

    /**
     * @param resource path of the request as sent
     * @return the document in UTF-8
     */
    public static byte[] render(S3Exception error, String resource, String requestId, String hostId) {
        XmlWriter writer = XmlWriter.document("Error", "")
                .element("Code", error.code().wireName())
                .element("Message", error.message());
        error.fields().forEach(writer::element);
        return writer.element("Resource", resource)
                .element("RequestId", requestId)
                .element("HostId", hostId)
                .toBytes();
    }
}
