package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.UrlEncoding;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.model.BucketName;
import org.jspecify.annotations.Nullable;

/**
 * What all listings of a bucket have in common in their query.
 *
 * @param delimiter null for none
 * @param limit rows the client wants, at most {@link #MAX_ROWS}
 * @param urlEncoded whether keys and prefixes are to be percent-encoded in the answer
 */
record ListParameters(
        BucketName bucket, String prefix, @Nullable String delimiter, int limit, boolean urlEncoded) {
    /** Rows of one answer, and what a client gets that asks for more or for nothing in particular. */
    static final int MAX_ROWS = 1000;

    private static final String OPTIONAL_ATTRIBUTES = "x-amz-optional-object-attributes";

    /**
     * Reads them.
     *
     * @param limitName {@code max-keys} or {@code max-uploads}
     * @throws S3Exception InvalidArgument for a limit that is no number, or another encoding than {@code url}
     */
    static ListParameters of(S3Request request, String limitName) {
        String prefix = request.query().value("prefix");
        return new ListParameters(
                request.bucket(),
                prefix == null ? "" : prefix,
                marker(request, "delimiter"),
                limit(limitName, request.query().value(limitName)),
                isUrlEncoded(request.query().value("encoding-type")));
    }

    private static int limit(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return MAX_ROWS;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid(name, text, "Provided " + name + " not an integer or within integer range");
        }
        if (limit < 0) {
            throw invalid(name, text, "Argument " + name + " must be an integer between 0 and 2147483647");
        }
        return Math.min(limit, MAX_ROWS);
    }

    private static boolean isUrlEncoded(@Nullable String type) {
        if (type == null || type.isEmpty()) {
            return false;
        }
        if (!type.equalsIgnoreCase("url")) {
            throw invalid("encoding-type", type, "Invalid Encoding Method specified in Request");
        }
        return true;
    }

    /** A parameter that counts as absent when it is empty. */
    static @Nullable String marker(S3Request request, String name) {
        String value = request.query().value(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * Checks which attributes are asked for beside the usual ones. There is only the state of a restore, which is told of
     * archived objects alone; there are none here, so nothing is added.
     *
     * @throws S3Exception InvalidArgument for another attribute
     */
    static void checkOptionalAttributes(RequestHeaders headers) {
        for (String value : headers.all(OPTIONAL_ATTRIBUTES)) {
            for (String attribute : value.split(",", -1)) {
                if (!attribute.strip().equals("RestoreStatus")) {
                    throw invalid(OPTIONAL_ATTRIBUTES, value, "Invalid attribute name specified");
                }
            }
        }
    }

    ObjectListing.Query query() {
        return new ObjectListing.Query(bucket, prefix, delimiter, limit);
    }

    /** A key, prefix or marker as the answer is to carry it. */
    String encoded(String text) {
        return urlEncoded ? UrlEncoding.encode(text) : text;
    }

    /** As {@link #encoded}, with nothing as an empty text. */
    String encodedOrEmpty(@Nullable String text) {
        return text == null ? "" : encoded(text);
    }

    static S3Exception invalid(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
