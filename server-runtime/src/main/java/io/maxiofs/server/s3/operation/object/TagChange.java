package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import java.util.LinkedHashMap;
import java.util.Map;

/** The change of tags that putting and deleting them share. */
final class TagChange {

    private TagChange() {}

    /** Gives the version that the request names other tags, waits until that is durable, and answers {@code status}. */
    static S3Response apply(ObjectStore store, S3Request request, Tags tags, int status) {
        Bucket bucket = store.buckets().get(request.bucket());
        ObjectVersion changed = store.update(
                        bucket.name(),
                        request.key(),
                        VersionParameter.of(request),
                        version -> version.withProperties(version.properties().withTags(tags)),
                        RequestOrigin.of(request, bucket, ChangeOrigin.Cause.REQUEST))
                .join();
        Map<String, String> headers = new LinkedHashMap<>();
        VersionHeaders.versionId(bucket, changed, headers);
        return new S3Response(status, headers, new S3Response.Empty());
    }
}
