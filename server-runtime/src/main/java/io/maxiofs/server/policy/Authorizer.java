package io.maxiofs.server.policy;

import io.maxiofs.server.s3.request.S3Request;

/** Decides whether a request may proceed. Safe on any thread; called on I/O threads, so it must not block. */
@FunctionalInterface
public interface Authorizer {

    /**
     * Returns if the request's principal may do what it asks for. The body has not been read and must not be touched.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception AccessDenied if not; NoSuchBucket where the principal may know that
     *     a bucket does not exist
     */
    void authorize(S3Request request);
}
