package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.util.Optional;

/**
 * The rule before there are policies and ACLs: administrators may do everything, users may list and create buckets and do
 * everything inside those they own, nobody else may do anything. The bucket a copy reads from is decided on its own.
 */
public final class OwnerAuthorizer implements Authorizer {
    private final BucketCatalog buckets;

    public OwnerAuthorizer(BucketCatalog buckets) {
        this.buckets = buckets;
    }

    @Override
    public void authorize(S3Request request) {
        Principal principal = request.principal();
        if (principal.isAnonymous()) {
            throw denied();
        }
        if (principal.isAdmin()) {
            return;
        }
        if (request.bucketName() == null) {
            authorizeService(request.operation());
        } else if (request.operation() != S3Operation.CREATE_BUCKET) {
            requireOwned(request.bucket(), principal);
        }
        if (request.operation() == S3Operation.COPY_OBJECT || request.operation() == S3Operation.UPLOAD_PART_COPY) {
            requireOwned(CopySource.of(request).bucket(), principal);
        }
    }

    private static void authorizeService(S3Operation operation) {
        if (operation != S3Operation.LIST_BUCKETS && operation != S3Operation.HEAD_SERVICE) {
            throw denied();
        }
    }

    private void requireOwned(BucketName name, Principal principal) {
        Optional<Bucket> bucket = buckets.find(name);
        if (bucket.isEmpty()) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", name.value());
        }
        boolean owned =
                bucket.get().owner().canonicalId().equals(principal.owner().canonicalId());
        if (!owned) {
            throw denied();
        }
    }

    private static S3Exception denied() {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }
}
