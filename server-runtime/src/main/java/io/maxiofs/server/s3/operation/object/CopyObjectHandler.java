package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ExpirationHeader;
import io.maxiofs.server.s3.header.ObjectHeaders;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.WriteConditions;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.SourceObject;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.CopyRules;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.ObjectSizeLimit;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object without moving its bytes where the store can refer to them. The copy keeps the source's entity tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public final class CopyObjectHandler implements OperationHandler.Blocking {
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";
    private static final String CHECKSUM_ALGORITHM = "x-amz-checksum-algorithm";

    private final ObjectStore store;
    private final AccessCheck access;
    private final RequestedAcl lists;
    private final ObjectSizeLimit limit;
    private final InstantSource clock;
    private final EncryptionRules encryption;
    private final ExpirationHeader expiration;

    /** What a copy stands on. */
    public record Parts(ObjectStore store, AccessCheck access, RequestedAcl lists, ObjectSizeLimit limit) {}

    public CopyObjectHandler(
            Parts parts, InstantSource clock, EncryptionRules encryption, ExpirationHeader expiration) {
        this.store = parts.store();
        this.access = parts.access();
        this.lists = parts.lists();
        this.limit = parts.limit();
        this.clock = clock;
        this.encryption = encryption;
        this.expiration = expiration;
    }

    @Override
    public S3Response handle(S3Request request) {
        RequestHeaders headers = request.headers();
        Bucket target = store.buckets().get(request.bucket());
        ObjectHeaders requested = ObjectHeaders.read(headers, target, clock.instant());
        WriteCondition condition = WriteConditions.write(headers);
        boolean replaceMetadata = isReplace(headers, METADATA_DIRECTIVE, "Unknown metadata directive.");
        boolean replaceTags = isReplace(headers, TAGGING_DIRECTIVE, "Unknown tagging directive.");
        ChecksumAlgorithm algorithm = algorithm(headers.value(CHECKSUM_ALGORITHM));
        CopySource sourceName = CopySource.of(request);
        if (!replaceMetadata && isOntoItself(request, sourceName) && !changesMore(headers)) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
        SourceObject source = SourceObject.find(request, sourceName, store, access, encryption);
        if (!replaceTags) {
            authorizeTags(request, target, sourceName, source);
        }
        CopyRules.requireSize(source.version().requireContent());
        limit.check(source.version().requireContent().size());

        ObjectHeaders copied = new ObjectHeaders(
                CopyRules.properties(
                        source.version().properties(), requested.properties(), replaceMetadata, replaceTags),
                requested.protection(),
                encryption.forWrite(target, requested.encryption()));
        PutRequest.Target name = new PutRequest.Target(target.name(), request.key(), condition);
        ObjectVersion version = write(request, target, name, source, copied, algorithm);
        return answer(target, version, source);
    }

    /** Taking the tags over reads those of the source, and gives the copy some. */
    private void authorizeTags(S3Request request, Bucket target, CopySource sourceName, SourceObject source) {
        Tags tags = source.version().properties().tags();
        source.requireTags(request, sourceName, access);
        if (!tags.isEmpty()) {
            access.require(
                    request,
                    S3Action.PUT_OBJECT_TAGGING,
                    AccessSubject.ofNewObject(target.name(), request.key()).withTags(tags));
        }
    }

    private ObjectVersion write(
            S3Request request,
            Bucket target,
            PutRequest.Target name,
            SourceObject source,
            ObjectHeaders copied,
            @Nullable ChecksumAlgorithm algorithm) {
        ObjectContent content = source.version().requireContent();
        Optional<Checksum> known = CopyRules.knownChecksum(content, algorithm);
        Set<ChecksumAlgorithm> toCompute =
                known.isPresent() ? Set.of() : Set.of(CopyRules.algorithmToCompute(content, algorithm));
        byte[] customerKey = CustomerKeyHeaders.forWriting(request.headers(), copied.encryption());
        BodySpec spec = EncryptionRules.body(target, copied.encryption(), customerKey)
                .spec(OptionalLong.of(content.size()), false, toCompute, false);
        RequestedAcl.NewObject owned =
                lists.ofNewObject(request.headers(), target, request.principal().owner());
        StagedBody staged = store.reference(source.object(), source.customerKey(), ByteRange.all(content.size()), spec);
        Checksum checksum = known.orElseGet(() -> computed(staged, toCompute));
        PutRequest put = new PutRequest(
                name,
                owned.owner(),
                new PutRequest.Content(content.etag(), checksum, copied.encryption()),
                owned.applyTo(copied.properties()),
                copied.protection(),
                RequestOrigin.of(request, target, ChangeOrigin.Cause.COPY));
        return store.put(put, staged).join();
    }

    private static Checksum computed(StagedBody staged, Set<ChecksumAlgorithm> algorithms) {
        ChecksumAlgorithm algorithm = algorithms.iterator().next();
        Optional<Checksum> checksum = staged.checksum(algorithm);
        if (checksum.isEmpty()) {
            staged.close();
            throw new IllegalStateException("The store gave no " + algorithm + " of a reference");
        }
        return checksum.get();
    }

    private S3Response answer(Bucket target, ObjectVersion version, SourceObject source) {
        ObjectContent content = version.requireContent();
        XmlWriter xml = XmlWriter.document("CopyObjectResult")
                .element("ETag", content.etag().quoted())
                .element("LastModified", version.lastModified().truncatedTo(ChronoUnit.SECONDS));
        Checksum checksum = content.checksum();
        if (checksum != null) {
            xml.element("ChecksumType", checksum.type().name())
                    .element("Checksum" + checksum.algorithm().wireName(), checksum.text());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        source.answer(headers);
        VersionHeaders.versionId(target, version, headers);
        EncryptionHeaders.answerWritten(content.encryption(), headers);
        expiration.answer(target, version, headers);
        return new S3Response(200, headers, new S3Response.Xml(xml.toBytes()));
    }

    private static boolean isOntoItself(S3Request request, CopySource source) {
        return source.bucket().equals(request.bucket())
                && source.key().equals(request.key())
                && source.version().equals(VersionSelector.CURRENT);
    }

    private static boolean changesMore(RequestHeaders headers) {
        return headers.has("x-amz-storage-class")
                || headers.has("x-amz-website-redirect-location")
                || EncryptionHeaders.areIn(headers);
    }

    private static boolean isReplace(RequestHeaders headers, String name, String message) {
        String value = headers.value(name);
        if (value == null || value.equals("COPY")) {
            return false;
        }
        if (value.equals("REPLACE")) {
            return true;
        }
        throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    private static @Nullable ChecksumAlgorithm algorithm(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return ChecksumAlgorithm.ofWireName(name)
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                                + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }
}
