package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the access control list of a version. Where the bucket's owner is enforced that is the usual one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html">GetObjectAcl</a>
 */
public final class GetObjectAclHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final AclDocument documents;

    public GetObjectAclHandler(ObjectStore store, UserDirectory users) {
        this.store = store;
        this.documents = new AclDocument(users);
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        ObjectVersion version = store.find(bucket.name(), request.key(), VersionParameter.of(request))
                .version();
        boolean enforced = ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED;
        Owner owner = enforced ? bucket.owner() : version.owner();
        String kept = enforced ? null : version.properties().acl();
        Map<String, String> headers = new LinkedHashMap<>();
        VersionHeaders.versionId(bucket, version, headers);
        byte[] document = documents.write(AccessControlList.read(kept, owner), owner);
        return new S3Response(200, headers, new S3Response.Xml(document));
    }
}
