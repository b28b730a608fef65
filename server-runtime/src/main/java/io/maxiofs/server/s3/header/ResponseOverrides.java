package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Request;
import java.util.Map;

/**
 * The {@code response-*} parameters, with which a signed request chooses headers of its own answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject, overriding response header
 *     values</a>
 */
public final class ResponseOverrides {
    /** Parameter and header, by turns. */
    private static final String[] OVERRIDES = {
        "response-content-type", "Content-Type",
        "response-content-language", "Content-Language",
        "response-expires", "Expires",
        "response-cache-control", "Cache-Control",
        "response-content-disposition", "Content-Disposition",
        "response-content-encoding", "Content-Encoding"
    };

    private ResponseOverrides() {}

    /**
     * Replaces what the request overrides.
     *
     * @throws S3Exception InvalidRequest for an anonymous request, InvalidArgument for a value that is no header value
     */
    public static void apply(S3Request request, Map<String, String> headers) {
        if (request.query().values().isEmpty()) {
            return;
        }
        for (int i = 0; i < OVERRIDES.length; i += 2) {
            String value = request.query().value(OVERRIDES[i]);
            if (value == null) {
                continue;
            }
            if (request.principal().isAnonymous()) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Request specific response headers cannot be used for anonymous GET requests.");
            }
            if (!isHeaderValue(value)) {
                throw InvalidHeader.argument(OVERRIDES[i], value, "Header value cannot be represented");
            }
            headers.put(OVERRIDES[i + 1], value);
        }
    }

    /** A line break would let a link write headers, or a whole response, of its own. */
    private static boolean isHeaderValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F || c > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
