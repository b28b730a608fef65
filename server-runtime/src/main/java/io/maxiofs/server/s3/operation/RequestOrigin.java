package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ChangeOrigin.Cause;

/** Where a change comes from, for buckets that tell others of their changes. Records of other buckets stay short. */
public final class RequestOrigin {
    private RequestOrigin() {}

    /** @param bucket the one that is changed, as it was when the request came */
    public static ChangeOrigin of(S3Request request, Bucket bucket, Cause cause) {
        boolean told = bucket.settings().containsKey(BucketSetting.NOTIFICATION)
                || bucket.settings().containsKey(BucketSetting.REPLICATION);
        if (!told) {
            return cause == Cause.REQUEST ? ChangeOrigin.NONE : new ChangeOrigin(cause, "", "", "");
        }
        return new ChangeOrigin(
                cause,
                bounded(request.principal().owner().canonicalId()),
                bounded(request.origin().requestId()),
                request.origin().remoteAddress().getHostAddress());
    }

    private static String bounded(String text) {
        return text.length() <= ChangeOrigin.MAX_TEXT ? text : text.substring(0, ChangeOrigin.MAX_TEXT);
    }
}
