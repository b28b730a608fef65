package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ExpirationHeader;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.WriteConditions;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.server.service.ObjectSizeLimit;
import io.maxiofs.server.service.UploadRules;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of an upload's parts. The answer may be long in coming; the client is kept waiting with white space
 * then, and told of an error inside the document. A Complete that is sent again gets the answer of the first.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">
 *     CompleteMultipartUpload</a>
 */
public final class CompleteMultipartUploadHandler implements OperationHandler.Blocking {
    /** Parts looked at in one go. */
    private static final int PAGE = 1_000;

    private static final String OBJECT_SIZE = "x-amz-mp-object-size";

    private final ObjectStore store;
    private final ObjectSizeLimit limit;
    private final ExpirationHeader expiration;

    public CompleteMultipartUploadHandler(ObjectStore store, ExpirationHeader expiration, ObjectSizeLimit limit) {
        this.limit = limit;
        this.store = store;
        this.expiration = expiration;
    }

    @Override
    public S3Response handle(S3Request request) {
        UploadRef ref = UploadParameter.upload(request);
        Bucket bucket = store.buckets().get(ref.bucket());
        WriteCondition condition = WriteConditions.write(request.headers());
        Long size = objectSize(request.headers().value(OBJECT_SIZE));
        MultipartUpload upload = unfinished(ref);
        if (upload != null) {
            UploadRules.requireWriter(upload, bucket, request.principal());
        }
        // The checksum among the headers is the object's, not the document's.
        List<CompletedPart> parts = CompletionDocument.parse(request.body().readAll(CompletionDocument.MAX_BYTES));
        if (upload != null) {
            limit.check(sizeOf(ref, parts));
        }
        Completion completion = upload == null
                ? new Completion(withoutChecksums(parts), condition, null, size)
                : completion(request, MultipartChecksum.of(upload.specification()), parts, condition, size);
        return new S3Response(
                200,
                Map.of(),
                new S3Response.Slow(store.uploads()
                        .complete(ref, from(request, bucket, completion))
                        .thenApply(version -> answer(request, bucket, version))));
    }

    /** Of the parts that the client names, as far as they are there; the store finds what is missing. */
    private long sizeOf(UploadRef ref, List<CompletedPart> named) {
        Set<Integer> numbers = named.stream().map(CompletedPart::number).collect(Collectors.toSet());
        long size = 0;
        int after = 0;
        List<Part> page = store.uploads().listParts(ref, after, PAGE);
        while (!page.isEmpty()) {
            for (Part part : page) {
                size += numbers.contains(part.number()) ? part.size() : 0;
            }
            after = page.getLast().number();
            page = page.size() < PAGE ? List.of() : store.uploads().listParts(ref, after, PAGE);
        }
        return size;
    }

    private static Completion from(S3Request request, Bucket bucket, Completion completion) {
        return new Completion(
                completion.parts(),
                completion.condition(),
                completion.checksum(),
                completion.objectSize(),
                RequestOrigin.of(request, bucket, ChangeOrigin.Cause.REQUEST));
    }

    /** Null if the upload is gone: complete by now, perhaps, so that the store knows the answer. */
    private @Nullable MultipartUpload unfinished(UploadRef ref) {
        try {
            return store.uploads().get(ref);
        } catch (UploadNotFoundException e) {
            return null;
        }
    }

    /** Of an upload that is gone nothing is known any more; the parts' entity tags tell whether the list is the same. */
    private static List<CompletedPart> withoutChecksums(List<CompletedPart> parts) {
        return parts.stream()
                .map(part -> new CompletedPart(part.number(), part.etag(), null))
                .toList();
    }

    private static Completion completion(
            S3Request request,
            MultipartChecksum rule,
            List<CompletedPart> parts,
            WriteCondition condition,
            @Nullable Long size) {
        for (CompletedPart part : parts) {
            rule.checkCompletedPart(part.number(), part.checksum() != null);
        }
        Checksum whole = WholeChecksum.read(request.headers(), rule, parts.size());
        List<CompletedPart> comparable =
                parts.stream().map(part -> comparable(part, rule)).toList();
        return new Completion(comparable, condition, whole, size);
    }

    /**
     * A client that chose no algorithm for the upload may send a value of any with a part. That was compared when the part
     * came, and is not what the store keeps.
     */
    private static CompletedPart comparable(CompletedPart part, MultipartChecksum rule) {
        Checksum sent = part.checksum();
        return rule.chosen() || sent == null || sent.algorithm() == rule.algorithm()
                ? part
                : new CompletedPart(part.number(), part.etag(), null);
    }

    private static @Nullable Long objectSize(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            long size = Long.parseLong(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative number.
        }
        throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Value for " + OBJECT_SIZE + " header is invalid.");
    }

    private S3Response answer(S3Request request, Bucket bucket, ObjectVersion version) {
        ObjectContent content = version.requireContent();
        XmlWriter xml = XmlWriter.document("CompleteMultipartUploadResult")
                .element("Location", location(request.origin()))
                .element("Bucket", bucket.name().value())
                .element("Key", version.key().value())
                .element("ETag", content.etag().quoted());
        Checksum checksum = content.checksum();
        if (checksum != null) {
            xml.element("Checksum" + checksum.algorithm().wireName(), checksum.text())
                    .element("ChecksumType", checksum.type().name());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        VersionHeaders.versionId(bucket, version, headers);
        expiration.answer(bucket, version, headers);
        EncryptionHeaders.answer(content.encryption(), headers);
        return new S3Response(200, headers, new S3Response.Xml(xml.toBytes()));
    }

    private static String location(S3Request.Origin origin) {
        return (origin.secure() ? "https://" : "http://") + origin.host() + origin.resource();
    }
}
