package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ObjectStore;
import java.util.EnumMap;
import java.util.Map;

/** Makes the handlers of this package. */
public final class AccessOperations {

    private AccessOperations() {}

    /** @param users whom lists may name */
    public static Map<S3Operation, OperationHandler> handlers(ObjectStore store, UserDirectory users) {
        BucketCatalog catalog = store.buckets();
        BucketService buckets = new BucketService(catalog);
        Map<S3Operation, OperationHandler> handlers = new EnumMap<>(S3Operation.class);
        handlers.put(S3Operation.GET_BUCKET_POLICY, new GetBucketPolicyHandler(catalog));
        handlers.put(S3Operation.PUT_BUCKET_POLICY, new PutBucketPolicyHandler(buckets, catalog));
        handlers.put(S3Operation.DELETE_BUCKET_POLICY, new DeleteBucketPolicyHandler(buckets));
        handlers.put(S3Operation.GET_BUCKET_POLICY_STATUS, new GetBucketPolicyStatusHandler(catalog));
        handlers.put(S3Operation.GET_BUCKET_ACL, new GetBucketAclHandler(catalog, users));
        handlers.put(S3Operation.PUT_BUCKET_ACL, new PutBucketAclHandler(buckets, catalog, users));
        handlers.put(S3Operation.GET_OBJECT_ACL, new GetObjectAclHandler(store, users));
        handlers.put(S3Operation.PUT_OBJECT_ACL, new PutObjectAclHandler(store, users));
        handlers.put(S3Operation.GET_PUBLIC_ACCESS_BLOCK, new GetPublicAccessBlockHandler(catalog));
        handlers.put(S3Operation.PUT_PUBLIC_ACCESS_BLOCK, new PutPublicAccessBlockHandler(buckets));
        handlers.put(S3Operation.DELETE_PUBLIC_ACCESS_BLOCK, new DeletePublicAccessBlockHandler(buckets));
        handlers.put(S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS, new GetBucketOwnershipControlsHandler(catalog));
        handlers.put(
                S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS, new PutBucketOwnershipControlsHandler(buckets, catalog));
        handlers.put(S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS, new DeleteBucketOwnershipControlsHandler(buckets));
        return handlers;
    }
}
