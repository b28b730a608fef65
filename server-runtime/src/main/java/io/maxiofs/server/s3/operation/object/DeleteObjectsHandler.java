package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.header.WriteConditions;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deletes up to 1,000 objects or versions, each on its own: what fails is told key by key, in the order of the request.
 * All are given to the store at once, so that they become durable together.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
public final class DeleteObjectsHandler implements OperationHandler.Blocking {
    private static final int MAX_KEYS = 1000;

    /** A thousand of the longest keys, every character of which is written as a reference. */
    private static final int MAX_DOCUMENT_BYTES = 8 << 20;

    private final ObjectStore store;
    private final AccessCheck access;

    public DeleteObjectsHandler(ObjectStore store, AccessCheck access) {
        this.store = store;
        this.access = access;
    }

    /**
     * One line of the request and what became of it.
     *
     * @param outcome fails with what the client is to be told
     */
    private record Deletion(String key, @Nullable String versionId, CompletableFuture<DeleteResult> outcome) {}

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        if (!ChecksumRules.read(request.headers(), request.body(), null).isClientSent()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Missing required header for this request: Content-MD5 or checksum");
        }
        byte[] document = BodyIntake.readDocument(request, MAX_DOCUMENT_BYTES);
        XmlElement root = XmlReader.read(document, "Delete");
        List<XmlElement> objects = root.children("Object");
        if (objects.isEmpty() || objects.size() > MAX_KEYS) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        boolean quiet = isQuiet(root.value("Quiet"));
        List<Deletion> deletions = new ArrayList<>(objects.size());
        for (XmlElement object : objects) {
            deletions.add(start(request, bucket, object));
        }
        return answer(request, deletions, quiet);
    }

    private static boolean isQuiet(@Nullable String text) {
        if (text == null || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }

    private Deletion start(S3Request request, Bucket bucket, XmlElement object) {
        String key = object.rawValue("Key");
        if (key == null) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        String versionId = object.value("VersionId");
        CompletableFuture<DeleteResult> outcome;
        try {
            ObjectKey name = key(key);
            VersionSelector version = VersionParameter.parse(versionId);
            authorize(request, AccessSubject.ofKey(bucket.name(), name, version));
            outcome = store.delete(new DeleteRequest(
                    bucket.name(),
                    name,
                    version,
                    request.principal().owner(),
                    WriteConditions.delete(
                            object.value("ETag"), object.value("LastModifiedTime"), object.value("Size")),
                    LockHeaders.bypassesGovernance(request),
                    RequestOrigin.of(request, bucket, ChangeOrigin.Cause.REQUEST)));
        } catch (RuntimeException e) {
            // Told for this key; the others go on.
            outcome = CompletableFuture.failedFuture(e);
        }
        return new Deletion(key, versionId, outcome);
    }

    private void authorize(S3Request request, AccessSubject subject) {
        boolean current = subject.version().equals(VersionSelector.CURRENT);
        access.require(request, current ? S3Action.DELETE_OBJECT : S3Action.DELETE_OBJECT_VERSION, subject);
        if (LockHeaders.bypassesGovernance(request)) {
            access.require(request, S3Action.BYPASS_GOVERNANCE_RETENTION, subject);
        }
    }

    private static ObjectKey key(String text) {
        if (text.isEmpty()) {
            throw new S3Exception(
                    S3ErrorCode.USER_KEY_MUST_BE_SPECIFIED,
                    "The bucket POST request must contain the specified field name. If it is specified, check the order"
                            + " of the fields.");
        }
        return ObjectKey.of(text);
    }

    private static S3Response answer(S3Request request, List<Deletion> deletions, boolean quiet) {
        XmlWriter xml = XmlWriter.document("DeleteResult");
        List<S3Response.DeletedKey> outcomes = new ArrayList<>(deletions.size());
        for (Deletion deletion : deletions) {
            Throwable failure = deletion.outcome.handle((result, e) -> e).join();
            if (failure != null) {
                outcomes.add(error(xml, request, deletion, failure));
                continue;
            }
            DeleteResult result = deletion.outcome.join();
            ObjectVersion marker = result.marker();
            outcomes.add(new S3Response.DeletedKey(
                    deletion.key, marker == null ? deletion.versionId : marker.versionText(), 204, null));
            if (!quiet) {
                deleted(xml, deletion, result);
            }
        }
        return new S3Response(200, Map.of(), new S3Response.Xml(xml.toBytes(), outcomes));
    }

    private static void deleted(XmlWriter xml, Deletion deletion, DeleteResult result) {
        xml.start("Deleted").element("Key", deletion.key).optional("VersionId", deletion.versionId);
        ObjectVersion marker = result.marker();
        ObjectVersion removed = result.removed();
        if (marker != null) {
            xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", marker.versionText());
        } else if (deletion.versionId != null && removed != null && removed.isDeleteMarker()) {
            xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", deletion.versionId);
        }
        xml.end();
    }

    private static S3Response.DeletedKey error(XmlWriter xml, S3Request request, Deletion deletion, Throwable failure) {
        ErrorSubject subject = new ErrorSubject(request.bucketName(), deletion.key, deletion.versionId, null);
        S3Exception error = ErrorMapping.of(failure, subject, request.origin().requestId());
        xml.start("Error")
                .element("Key", deletion.key)
                .optional("VersionId", deletion.versionId)
                .element("Code", error.code().wireName())
                .element("Message", error.message())
                .end();
        return new S3Response.DeletedKey(
                deletion.key,
                deletion.versionId,
                error.code().status(),
                error.code().wireName());
    }
}
