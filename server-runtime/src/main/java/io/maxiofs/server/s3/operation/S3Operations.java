package io.maxiofs.server.s3.operation;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.lifecycle.LifecycleDay;
import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.header.ExpirationHeader;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.operation.access.AccessOperations;
import io.maxiofs.server.s3.operation.bucket.CreateBucketHandler;
import io.maxiofs.server.s3.operation.bucket.DeleteBucketHandler;
import io.maxiofs.server.s3.operation.bucket.DeleteBucketTaggingHandler;
import io.maxiofs.server.s3.operation.bucket.GetBucketLocationHandler;
import io.maxiofs.server.s3.operation.bucket.GetBucketReplicationHandler;
import io.maxiofs.server.s3.operation.bucket.GetBucketTaggingHandler;
import io.maxiofs.server.s3.operation.bucket.GetBucketVersioningHandler;
import io.maxiofs.server.s3.operation.bucket.HeadBucketHandler;
import io.maxiofs.server.s3.operation.bucket.HeadServiceHandler;
import io.maxiofs.server.s3.operation.bucket.ListBucketsHandler;
import io.maxiofs.server.s3.operation.bucket.PutBucketTaggingHandler;
import io.maxiofs.server.s3.operation.bucket.PutBucketVersioningHandler;
import io.maxiofs.server.s3.operation.encryption.CustomerKeyTransport;
import io.maxiofs.server.s3.operation.encryption.DeleteBucketEncryptionHandler;
import io.maxiofs.server.s3.operation.encryption.GetBucketEncryptionHandler;
import io.maxiofs.server.s3.operation.encryption.PutBucketEncryptionHandler;
import io.maxiofs.server.s3.operation.lifecycle.DeleteBucketLifecycleHandler;
import io.maxiofs.server.s3.operation.lifecycle.GetBucketLifecycleConfigurationHandler;
import io.maxiofs.server.s3.operation.lifecycle.PutBucketLifecycleConfigurationHandler;
import io.maxiofs.server.s3.operation.listing.ListMultipartUploadsHandler;
import io.maxiofs.server.s3.operation.listing.ListObjectVersionsHandler;
import io.maxiofs.server.s3.operation.listing.ListObjectsHandler;
import io.maxiofs.server.s3.operation.listing.ListObjectsV2Handler;
import io.maxiofs.server.s3.operation.lock.GetObjectLegalHoldHandler;
import io.maxiofs.server.s3.operation.lock.GetObjectLockConfigurationHandler;
import io.maxiofs.server.s3.operation.lock.GetObjectRetentionHandler;
import io.maxiofs.server.s3.operation.lock.PutObjectLegalHoldHandler;
import io.maxiofs.server.s3.operation.lock.PutObjectLockConfigurationHandler;
import io.maxiofs.server.s3.operation.lock.PutObjectRetentionHandler;
import io.maxiofs.server.s3.operation.multipart.AbortMultipartUploadHandler;
import io.maxiofs.server.s3.operation.multipart.CompleteMultipartUploadHandler;
import io.maxiofs.server.s3.operation.multipart.CreateMultipartUploadHandler;
import io.maxiofs.server.s3.operation.multipart.ListPartsHandler;
import io.maxiofs.server.s3.operation.multipart.UploadPartCopyHandler;
import io.maxiofs.server.s3.operation.multipart.UploadPartHandler;
import io.maxiofs.server.s3.operation.object.CopyObjectHandler;
import io.maxiofs.server.s3.operation.object.DeleteObjectHandler;
import io.maxiofs.server.s3.operation.object.DeleteObjectTaggingHandler;
import io.maxiofs.server.s3.operation.object.DeleteObjectsHandler;
import io.maxiofs.server.s3.operation.object.GetObjectAttributesHandler;
import io.maxiofs.server.s3.operation.object.GetObjectHandler;
import io.maxiofs.server.s3.operation.object.GetObjectTaggingHandler;
import io.maxiofs.server.s3.operation.object.HeadObjectHandler;
import io.maxiofs.server.s3.operation.object.ObjectReading;
import io.maxiofs.server.s3.operation.object.PutObjectHandler;
import io.maxiofs.server.s3.operation.object.PutObjectTaggingHandler;
import io.maxiofs.server.s3.operation.object.RestoreObjectHandler;
import io.maxiofs.server.s3.operation.object.SelectObjectContentHandler;
import io.maxiofs.server.s3.operation.settings.RequestPayment;
import io.maxiofs.server.s3.operation.settings.SettingsOperations;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.veeam.VeeamDocuments;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectStore;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Makes the handlers of all operations that are built. The one place to add a row for a new one. */
public final class S3Operations {
    private final ObjectStore store;
    private final InstantSource clock;
    private final OperationSettings settings;
    private final AccessCheck access;
    private final NewBucketRules newBuckets;
    private final UserDirectory users;
    private final RequestedAcl lists;
    private final EncryptionRules encryption;
    private final ExpirationHeader expiration;
    private final VeeamDocuments veeam;
    private final Map<S3Operation, OperationHandler> handlers = new EnumMap<>(S3Operation.class);

    private S3Operations(OperationParts parts) {
        this.store = parts.store();
        this.clock = parts.clock();
        this.settings = parts.settings();
        this.access = parts.access();
        this.newBuckets = parts.newBuckets();
        this.users = parts.users();
        this.lists = new RequestedAcl(parts.users());
        OperationSettings.Data data = settings.data();
        this.encryption = new EncryptionRules(store.namedKeys(), data.encryptsByDefault(), data.customerKeysNeedTls());
        this.expiration = new ExpirationHeader(new LifecycleDay(data.lifecycleDaySeconds()));
        this.veeam =
                new VeeamDocuments(parts.store().buckets(), parts.settings().capacity(), parts.clock());
    }

    /** A handler for each operation that is built; the others answer NotImplemented. */
    public static Map<S3Operation, OperationHandler> handlers(OperationParts parts) {
        S3Operations operations = new S3Operations(parts);
        operations.addBuckets();
        BodyIntake intake = new BodyIntake(parts.store(), parts.settings().limit());
        operations.addObjects(intake);
        operations.addListings();
        operations.addUploads(intake);
        SettingsOperations.handlers(parts.store().buckets(), parts.settings(), parts.clock(), parts.users())
                .forEach(operations::add);
        operations.addLocks();
        AccessOperations.handlers(parts.store(), parts.users()).forEach(operations::add);
        operations.addEncryption();
        operations.addLifecycle();
        return operations.handlers;
    }

    private void addBuckets() {
        BucketCatalog catalog = store.buckets();
        BucketService buckets = new BucketService(catalog);
        String region = settings.region();
        handlers.put(S3Operation.HEAD_SERVICE, new HeadServiceHandler());
        handlers.put(S3Operation.LIST_BUCKETS, new ListBucketsHandler(catalog, access, region));
        handlers.put(S3Operation.CREATE_BUCKET, new CreateBucketHandler(buckets, newBuckets, users, region, access));
        add(S3Operation.HEAD_BUCKET, new HeadBucketHandler(catalog, region));
        add(S3Operation.DELETE_BUCKET, new DeleteBucketHandler(catalog));
        add(S3Operation.GET_BUCKET_LOCATION, new GetBucketLocationHandler(catalog, region));
        add(S3Operation.GET_BUCKET_VERSIONING, new GetBucketVersioningHandler(catalog));
        add(S3Operation.PUT_BUCKET_VERSIONING, new PutBucketVersioningHandler(buckets));
        add(S3Operation.GET_BUCKET_REPLICATION, new GetBucketReplicationHandler(catalog));
        add(S3Operation.GET_BUCKET_TAGGING, new GetBucketTaggingHandler(catalog));
        add(S3Operation.PUT_BUCKET_TAGGING, new PutBucketTaggingHandler(buckets));
        add(S3Operation.DELETE_BUCKET_TAGGING, new DeleteBucketTaggingHandler(buckets));
    }

    private void addObjects(BodyIntake intake) {
        add(
                S3Operation.PUT_OBJECT,
                keyed(new PutObjectHandler(
                        store, intake, lists, clock, encryption, expiration, settings.quickBodyBytes())));
        ObjectReading reading = new ObjectReading(store, access, encryption, expiration);
        add(S3Operation.GET_OBJECT, keyed(new GetObjectHandler(reading)));
        add(S3Operation.HEAD_OBJECT, keyed(new HeadObjectHandler(reading)));
        add(
                S3Operation.COPY_OBJECT,
                keyed(new SlowOperation(new CopyObjectHandler(
                        new CopyObjectHandler.Parts(store, access, lists, settings.limit()),
                        clock,
                        encryption,
                        expiration))));
        add(S3Operation.DELETE_OBJECT, new DeleteObjectHandler(store));
        add(S3Operation.DELETE_OBJECTS, new DeleteObjectsHandler(store, access));
        add(S3Operation.GET_OBJECT_ATTRIBUTES, keyed(new GetObjectAttributesHandler(store)));
        add(S3Operation.GET_OBJECT_TAGGING, new GetObjectTaggingHandler(store));
        add(S3Operation.PUT_OBJECT_TAGGING, new PutObjectTaggingHandler(store, access));
        add(S3Operation.SELECT_OBJECT_CONTENT, keyed(new SelectObjectContentHandler(store, access, encryption, clock)));
        add(S3Operation.RESTORE_OBJECT, new RestoreObjectHandler(store));
        add(S3Operation.DELETE_OBJECT_TAGGING, new DeleteObjectTaggingHandler(store));
    }

    private void addListings() {
        ObjectListing listing = store.listing();
        add(S3Operation.LIST_OBJECTS, new ListObjectsHandler(listing));
        add(S3Operation.LIST_OBJECTS_V2, new ListObjectsV2Handler(listing));
        add(S3Operation.LIST_OBJECT_VERSIONS, new ListObjectVersionsHandler(listing));
        add(S3Operation.LIST_MULTIPART_UPLOADS, new ListMultipartUploadsHandler(listing));
    }

    private void addUploads(BodyIntake intake) {
        add(
                S3Operation.CREATE_MULTIPART_UPLOAD,
                keyed(new CreateMultipartUploadHandler(store, lists, clock, encryption)));
        add(S3Operation.UPLOAD_PART, keyed(new UploadPartHandler(store, intake, encryption)));
        add(
                S3Operation.UPLOAD_PART_COPY,
                keyed(new SlowOperation(new UploadPartCopyHandler(store, access, encryption))));
        add(S3Operation.LIST_PARTS, new ListPartsHandler(store.uploads()));
        add(
                S3Operation.COMPLETE_MULTIPART_UPLOAD,
                new CompleteMultipartUploadHandler(store, expiration, settings.limit()));
        add(S3Operation.ABORT_MULTIPART_UPLOAD, new AbortMultipartUploadHandler(store.uploads()));
    }

    private void addLifecycle() {
        BucketCatalog catalog = store.buckets();
        BucketService buckets = new BucketService(catalog);
        add(S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION, new GetBucketLifecycleConfigurationHandler(catalog));
        add(S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION, new PutBucketLifecycleConfigurationHandler(buckets));
        add(S3Operation.DELETE_BUCKET_LIFECYCLE, new DeleteBucketLifecycleHandler(buckets));
    }

    private void addEncryption() {
        BucketService buckets = new BucketService(store.buckets());
        add(S3Operation.GET_BUCKET_ENCRYPTION, new GetBucketEncryptionHandler(store.buckets(), encryption));
        add(S3Operation.PUT_BUCKET_ENCRYPTION, new PutBucketEncryptionHandler(buckets, encryption));
        add(S3Operation.DELETE_BUCKET_ENCRYPTION, new DeleteBucketEncryptionHandler(buckets));
    }

    /** {@code handler} behind the check that keys of clients come on a connection nobody else reads. */
    private OperationHandler keyed(OperationHandler handler) {
        return CustomerKeyTransport.checked(handler, encryption);
    }

    private void addLocks() {
        add(S3Operation.GET_OBJECT_LOCK_CONFIGURATION, new GetObjectLockConfigurationHandler(store.buckets()));
        add(
                S3Operation.PUT_OBJECT_LOCK_CONFIGURATION,
                new PutObjectLockConfigurationHandler(new BucketService(store.buckets())));
        add(S3Operation.GET_OBJECT_RETENTION, new GetObjectRetentionHandler(store));
        add(S3Operation.PUT_OBJECT_RETENTION, new PutObjectRetentionHandler(store, clock));
        add(S3Operation.GET_OBJECT_LEGAL_HOLD, new GetObjectLegalHoldHandler(store));
        add(S3Operation.PUT_OBJECT_LEGAL_HOLD, new PutObjectLegalHoldHandler(store));
    }

    /** Adds a handler for a bucket that exists, behind the conditions on the bucket's owner and on who pays. */
    private void add(S3Operation operation, OperationHandler handler) {
        BucketCatalog catalog = store.buckets();
        OperationHandler guarded = veeam.before(operation, handler);
        handlers.put(operation, RequestPayment.checked(ExpectedBucketOwner.checked(guarded, catalog), catalog));
    }
}
