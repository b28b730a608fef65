package io.maxiofs.server.s3.request;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been parsed, routed and authenticated.
 *
 * @param bucketName as it was sent, perhaps not a valid name; null on the service's own resource
 * @param objectKey null unless the request names an object
 */
public record S3Request(
        S3Operation operation,
        @Nullable String bucketName,
        @Nullable ObjectKey objectKey,
        QueryParameters query,
        RequestHeaders headers,
        RequestBody body,
        Origin origin) {

    /**
     * Where a request comes from.
     *
     * @param requestId sent back as {@code x-amz-request-id}
     * @param resource path of the request as sent, for error documents
     * @param secure whether the connection is encrypted
     * @param host value of the Host header
     * @param tlsProtocol such as {@code TLSv1.3}; null if the connection is not encrypted, or that is not known
     */
    public record Origin(
            String requestId,
            Principal principal,
            InetAddress remoteAddress,
            Instant received,
            String resource,
            String host,
            boolean secure,
            @Nullable String tlsProtocol) {

        /** Without the protocol of its connection. */
        public Origin(
                String requestId,
                Principal principal,
                InetAddress remoteAddress,
                Instant received,
                String resource,
                String host,
                boolean secure) {
            this(requestId, principal, remoteAddress, received, resource, host, secure, null);
        }

        /** The same request, sent by somebody who is known by now. */
        public Origin by(Principal known) {
            return new Origin(requestId, known, remoteAddress, received, resource, host, secure, tlsProtocol);
        }
    }

    /**
     * The bucket the request names.
     *
     * @throws S3Exception InvalidBucketName if it cannot be the name of a bucket
     */
    public BucketName bucket() {
        if (bucketName == null || !BucketName.isValid(bucketName)) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", String.valueOf(bucketName));
        }
        return new BucketName(bucketName);
    }

    /** The key of an object request. */
    public ObjectKey key() {
        if (objectKey == null) {
            throw new IllegalStateException(operation + " has no object key");
        }
        return objectKey;
    }

    public Principal principal() {
        return origin.principal();
    }
}
