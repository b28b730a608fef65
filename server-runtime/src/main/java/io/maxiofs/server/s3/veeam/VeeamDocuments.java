package io.maxiofs.server.s3.veeam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.HttpDate;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers reads of the two documents, whoever may read that key of the bucket, and refuses writes to them. They are in no
 * listing, keep no bucket from being deleted and have no versions. Safe on any thread.
 */
public final class VeeamDocuments {
    static final String PREFIX = ".system-d26a9498-cb7c-4a87-a44a-8ae204f5ba6c/";
    private static final String SYSTEM = PREFIX + "system.xml";
    private static final String CAPACITY = PREFIX + "capacity.xml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BucketCatalog buckets;
    private final Capacity capacity;
    private final InstantSource clock;

    public VeeamDocuments(BucketCatalog buckets, Capacity capacity, InstantSource clock) {
        this.buckets = buckets;
        this.capacity = capacity;
        this.clock = clock;
    }

    /** {@code handler} with the documents in front of it. */
    public OperationHandler before(S3Operation operation, OperationHandler handler) {
        boolean reads = operation == S3Operation.GET_OBJECT || operation == S3Operation.HEAD_OBJECT;
        boolean writes = operation == S3Operation.PUT_OBJECT
                || operation == S3Operation.COPY_OBJECT
                || operation == S3Operation.CREATE_MULTIPART_UPLOAD;
        if (!reads && !writes) {
            return handler;
        }
        return switch (handler) {
            case OperationHandler.Blocking blocking ->
                (OperationHandler.Blocking)
                        request -> isOurs(request) ? answer(request, reads) : blocking.handle(request);
            case OperationHandler.NonBlocking nonBlocking -> new Guarded(this, nonBlocking, reads);
        };
    }

    private record Guarded(VeeamDocuments documents, OperationHandler.NonBlocking handler, boolean reads)
            implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return !isOurs(request) && handler.isQuick(request);
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            return isOurs(request)
                    ? CompletableFuture.completedFuture(documents.answer(request, reads))
                    : handler.handle(request);
        }
    }

    /** One comparison of a character for nearly every key. */
    private static boolean isOurs(S3Request request) {
        String key = request.objectKey() == null ? "" : request.objectKey().value();
        return !key.isEmpty()
                && key.charAt(0) == '.'
                && (key.equals(SYSTEM) || key.equals(CAPACITY))
                && !request.query().has("versionId");
    }

    private S3Response answer(S3Request request, boolean reads) {
        Bucket bucket = buckets.get(request.bucket());
        if (!reads) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED, "This object is made by the server and cannot be written.");
        }
        byte[] document = request.key().value().equals(SYSTEM) ? system() : capacity(bucket);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/xml");
        headers.put("ETag", ETag.ofMd5(md5(document)).quoted());
        headers.put("Last-Modified", HttpDate.format(clock.instant()));
        if (request.operation() == S3Operation.HEAD_OBJECT) {
            headers.put("Content-Length", Integer.toString(document.length));
            return new S3Response(200, headers, new S3Response.Empty());
        }
        return new S3Response(200, headers, new S3Response.Bytes(document));
    }

    private static byte[] md5(byte[] document) {
        try {
            return MessageDigest.getInstance("MD5").digest(document);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /** Protocol version and model stand in quotes, as the protocol has them. */
    private static byte[] system() {
        return XmlWriter.document("SystemInfo", "")
                .element("ProtocolVersion", "\"1.0\"")
                .element("ModelName", "\"MaxIOFS\"")
                .start("ProtocolCapabilities")
                .element("CapacityInfo", true)
                .element("UploadSessions", false)
                .element("IAMSTS", false)
                .end()
                .start("SystemRecommendations")
                .element("S3ConcurrentTaskLimit", 64)
                .element("S3MultiObjectDeleteLimit", 1000)
                .element("StorageCurrentTasksLimit", 0)
                .element("KbBlockSize", 4096)
                .end()
                .toBytes();
    }

    /** The narrowest limit that is set: the bucket's quota, else the tenant's, else the disk. */
    private byte[] capacity(Bucket bucket) {
        OptionalLong bucketQuota = quota(bucket);
        OptionalLong tenantQuota = capacity.tenantQuotaBytes(bucket);
        Capacity.Disk disk = capacity.disk();
        long total;
        long used;
        if (bucketQuota.isPresent()) {
            total = bucketQuota.getAsLong();
            used = buckets.usage(bucket.name()).totalBytes();
        } else if (tenantQuota.isPresent()) {
            total = tenantQuota.getAsLong();
            used = buckets.tenantBytes(bucket.tenant());
        } else {
            total = disk.totalBytes();
            used = Math.max(0, disk.totalBytes() - disk.freeBytes());
        }
        long available = Math.max(0, total - used);
        if (disk.totalBytes() > 0) {
            // A quota is a promise about the bucket, not about the disk behind it.
            available = Math.min(available, disk.freeBytes());
        }
        return XmlWriter.document("CapacityInfo", "")
                .element("Capacity", total)
                .element("Available", available)
                .element("Used", used)
                .toBytes();
    }

    private static OptionalLong quota(Bucket bucket) {
        String document = bucket.settings().get(BucketSetting.QUOTA);
        if (document == null) {
            return OptionalLong.empty();
        }
        try {
            JsonNode bytes = JSON.readTree(document).path("bytes");
            return bytes.isNumber() ? OptionalLong.of(bytes.asLong()) : OptionalLong.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The quota of " + bucket.name() + " cannot be read", e);
        }
    }
}
