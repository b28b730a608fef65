package io.maxiofs.server.service;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.MultipartUpload;

/**
 * Whose a multipart upload is. That it belongs to the request's bucket and key is for the store to say; this is the rest.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions">Multipart
 *     upload and permissions</a>
 */
public final class UploadRules {

    private UploadRules() {}

    /**
     * Refuses parts and completion by anybody but who created the upload, the bucket's owner and administrators. Others
     * may be allowed to write the key, yet not into an object that somebody else will answer for.
     *
     * @throws S3Exception AccessDenied
     */
    public static void requireWriter(MultipartUpload upload, Bucket bucket, Principal principal) {
        String caller = principal.owner().canonicalId();
        boolean may = principal.isAdmin()
                || upload.initiator().canonicalId().equals(caller)
                || (!principal.isAnonymous() && bucket.owner().canonicalId().equals(caller));
        if (!may) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
