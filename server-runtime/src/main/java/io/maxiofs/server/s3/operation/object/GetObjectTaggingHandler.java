package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the tags of a version.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">GetObjectTagging</a>
 */
public final class GetObjectTaggingHandler implements OperationHandler.Blocking {
    private final ObjectStore store;

    public GetObjectTaggingHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        ObjectVersion version = store.find(bucket.name(), request.key(), VersionParameter.of(request))
                .version();
        Map<String, String> headers = new LinkedHashMap<>();
        VersionHeaders.versionId(bucket, version, headers);
        return new S3Response(
                200,
                headers,
                new S3Response.Xml(TagDocument.write(version.properties().tags())));
    }
}
