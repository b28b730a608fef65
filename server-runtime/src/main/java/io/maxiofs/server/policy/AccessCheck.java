package io.maxiofs.server.policy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Answers what further permissions the principal of a request has. What an operation always needs was asked before its
 * handler is called ({@link Authorizer}); this is for what only the handler knows: the source of a copy, each key of
 * DeleteObjects, the fields of a form. Safe on any thread; answers from memory or with one look-up in the store.
 */
public interface AccessCheck {

    /** Whether the request's principal has a permission. A bucket that does not exist answers false. */
    boolean isAllowed(S3Request request, S3Action action, AccessSubject subject);

    /**
     * As {@link #isAllowed}.
     *
     * @throws S3Exception AccessDenied if not
     */
    default void require(S3Request request, S3Action action, AccessSubject subject) {
        if (!isAllowed(request, action, subject)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /**
     * The second half of authorising CreateBucket, for policies that look at where the bucket is to be. Costs nothing where
     * there is none.
     *
     * @param location the LocationConstraint of the request; null without one
     * @throws S3Exception AccessDenied
     */
    void requireCreation(S3Request request, @Nullable String location);

    /** Whether the request's principal sees a bucket in the list of buckets. */
    boolean isListed(S3Request request, Bucket bucket);

    /**
     * The second half of authorising GetObject and HeadObject, for what could not be decided before the object was found.
     * Costs nothing where the first half was enough.
     *
     * @throws S3Exception AccessDenied
     */
    void requireRead(S3Request request, Bucket bucket, ObjectVersion found);

    /**
     * The same if nothing was found. Who may not list a bucket is not told that a key does not exist.
     *
     * @throws S3Exception AccessDenied
     */
    void requireKnowledge(S3Request request, Bucket bucket);
}
