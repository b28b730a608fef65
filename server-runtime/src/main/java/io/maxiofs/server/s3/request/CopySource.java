package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.KeyTooLongException;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionSelector;

/**
 * The object a copy reads, from {@code x-amz-copy-source}. Whoever authorises and whoever copies read it here, so that
 * both mean the same object.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public record CopySource(BucketName bucket, ObjectKey key, VersionSelector version) {
    private static final String VERSION = "?versionId=";

    /** @throws S3Exception InvalidArgument if the header is missing or cannot be read */
    public static CopySource of(S3Request request) {
        String header = request.headers().value(RouteTable.COPY_SOURCE);
        if (header == null) {
            throw invalid("You must specify a copy source.", "");
        }
        return parse(header);
    }

    /**
     * Reads {@code [/]bucket/key[?versionId=id]} with a percent-encoded key.
     *
     * @throws S3Exception InvalidArgument if that is not what it is
     */
    public static CopySource parse(String header) {
        int question = header.indexOf(VERSION);
        String rawPath = question < 0 ? header : header.substring(0, question);
        VersionSelector version = VersionSelector.CURRENT;
        if (question >= 0) {
            String id = header.substring(question + VERSION.length());
            version = VersionSelector.parse(id)
                    .orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Version id cannot be read")
                            .with("ArgumentName", RouteTable.COPY_SOURCE)
                            .with("ArgumentValue", header));
        }
        String path;
        try {
            path = PercentEncoding.decode(rawPath, false);
        } catch (S3Exception e) {
            throw invalid("Invalid copy source encoding.", header);
        }
        int start = path.startsWith("/") ? 1 : 0;
        int slash = path.indexOf('/', start);
        if (slash < 0 || slash == path.length() - 1 || !BucketName.isValid(path.substring(start, slash))) {
            throw invalid("Invalid copy source object key", header);
        }
        try {
            return new CopySource(
                    new BucketName(path.substring(start, slash)), ObjectKey.of(path.substring(slash + 1)), version);
        } catch (KeyTooLongException e) {
            throw ErrorMapping.ofLongKey(e.byteLength());
        }
    }

    private static S3Exception invalid(String message, String value) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", RouteTable.COPY_SOURCE)
                .with("ArgumentValue", value);
    }
}
