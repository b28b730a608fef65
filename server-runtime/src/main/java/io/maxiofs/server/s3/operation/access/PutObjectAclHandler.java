package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the access control list of a version, by headers or by a document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>
 */
public final class PutObjectAclHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final RequestedAcl headers;
    private final AclDocument documents;

    public PutObjectAclHandler(ObjectStore store, UserDirectory users) {
        this.store = store;
        this.headers = new RequestedAcl(users);
        this.documents = new AclDocument(users);
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        RequestedAcl.requirePossible(request.headers(), bucket);
        VersionSelector selector = VersionParameter.of(request);
        ObjectVersion version =
                store.find(bucket.name(), request.key(), selector).version();
        boolean enforced = ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED;
        Owner owner = enforced ? bucket.owner() : version.owner();
        AccessControlList list = wanted(request, owner, bucket);
        ObjectVersion changed = version;
        if (enforced) {
            PutBucketAclHandler.requireUsual(list, AccessControlList.ofOwner(owner));
        } else {
            RequestedAcl.refusePublic(list, bucket);
            changed = change(bucket, request, selector, list.toText(owner));
        }
        Map<String, String> answer = new LinkedHashMap<>();
        VersionHeaders.versionId(bucket, changed, answer);
        return new S3Response(200, answer, new S3Response.Empty());
    }

    private AccessControlList wanted(S3Request request, Owner owner, Bucket bucket) {
        Optional<AccessControlList> byHeader = headers.ofObject(request.headers(), owner, bucket.owner());
        byte[] document = BodyIntake.readDocument(request, AclDocument.MAX_BYTES);
        PutBucketAclHandler.requireOneWay(byHeader.isPresent(), document.length > 0);
        return byHeader.orElseGet(() -> documents.read(document, owner, bucket.owner()));
    }

    private ObjectVersion change(Bucket bucket, S3Request request, VersionSelector selector, @Nullable String text) {
        return store.update(
                        bucket.name(),
                        request.key(),
                        selector,
                        current -> current.withProperties(current.properties().withAcl(text)))
                .join();
    }
}
