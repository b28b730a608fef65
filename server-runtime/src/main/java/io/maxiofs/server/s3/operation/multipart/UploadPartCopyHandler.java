package io.maxiofs.server.s3.operation.multipart;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.SourceObject;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.BodyEncryption;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.server.service.MultipartChecksum;
import io.maxiofs.server.service.PartCopyRules;
import io.maxiofs.server.service.UploadRules;
import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.digest.BodyDigests;
import io.maxiofs.storage.digest.DigestValues;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes a part of bytes that are stored already. They are not written again where the store can refer to them, but read
 * once unless the source's own entity tag and checksum say what the part's are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
public final class UploadPartCopyHandler implements OperationHandler.Blocking {
    private static final int READ_BYTES = 64 * 1024;

    private final ObjectStore store;
    private final AccessCheck access;
    private final EncryptionRules encryption;

    public UploadPartCopyHandler(ObjectStore store, AccessCheck access, EncryptionRules encryption) {
        this.store = store;
        this.access = access;
        this.encryption = encryption;
    }

    @Override
    public S3Response handle(S3Request request) {
        int number = UploadParameter.partNumber(request);
        UploadRef ref = UploadParameter.upload(request);
        Bucket bucket = store.buckets().get(ref.bucket());
        MultipartUpload upload = store.uploads().get(ref);
        UploadRules.requireWriter(upload, bucket, request.principal());

        byte[] customerKey = CustomerKeyHeaders.forPart(
                request.headers(), upload.specification().encryption());
        encryption.requireReadable(upload.specification().encryption());
        SourceObject source = SourceObject.find(request, CopySource.of(request), store, access, encryption);
        ObjectContent content = source.version().requireContent();
        ByteRange range = PartCopyRules.range(request.headers().value("x-amz-copy-source-range"), content.size());

        BodyEncryption encrypted =
                EncryptionRules.body(bucket, upload.specification().encryption(), customerKey);
        Part part = copy(ref, number, upload.specification(), source, range, encrypted);
        return answer(part, upload.specification(), source);
    }

    private Part copy(
            UploadRef ref,
            int number,
            MultipartUpload.Specification specification,
            SourceObject source,
            ByteRange range,
            BodyEncryption encrypted) {
        NewPart said = describe(number, MultipartChecksum.of(specification).algorithm(), source, range);
        BodySpec spec = encrypted.spec(OptionalLong.of(range.length()), false, Set.of(), true);
        StagedBody staged = store.reference(source.object(), source.customerKey(), range, spec);
        return store.uploads().putPart(ref, said, staged).join();
    }

    private static NewPart describe(int number, ChecksumAlgorithm algorithm, SourceObject source, ByteRange range) {
        ObjectContent content = source.version().requireContent();
        Optional<ETag> tag = PartCopyRules.knownTag(content, range);
        Optional<Checksum> checksum = PartCopyRules.knownChecksum(content, range, algorithm);
        if (tag.isPresent() && checksum.isPresent()) {
            return new NewPart(number, tag.get(), checksum.get());
        }
        BodyDigests digests = new BodyDigests(tag.isEmpty(), checksum.isPresent() ? Set.of() : Set.of(algorithm));
        read(source, range, digests);
        DigestValues values = digests.finish();
        return new NewPart(
                number,
                tag.or(() -> values.md5().map(ETag::ofMd5)).orElseThrow(),
                checksum.or(() -> values.checksum(algorithm)).orElseThrow());
    }

    private static void read(SourceObject source, ByteRange range, BodyDigests digests) {
        try (BodyReader reader = source.object().open(range, source.customerKey())) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                switch (slice) {
                    case BodyReader.Memory memory -> digests.update(memory.bytes());
                    case BodyReader.File file -> read(file, digests);
                }
            }
        }
    }

    private static void read(BodyReader.File file, BodyDigests digests) {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_BYTES, file.length()));
        long position = file.position();
        long end = position + file.length();
        try {
            while (position < end) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
                int count = file.channel().read(buffer, position);
                if (count < 0) {
                    throw new IOException("The file of a stored body ends at " + position + " of " + end);
                }
                digests.update(buffer.flip());
                position += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Response answer(Part part, MultipartUpload.Specification specification, SourceObject source) {
        XmlWriter xml = XmlWriter.document("CopyPartResult")
                .element("LastModified", part.lastModified().truncatedTo(ChronoUnit.SECONDS))
                .element("ETag", part.etag().quoted());
        Checksum checksum = part.checksum();
        if (checksum != null) {
            xml.element("Checksum" + checksum.algorithm().wireName(), checksum.text());
        }
        Map<String, String> answer = new LinkedHashMap<>();
        source.answer(answer);
        EncryptionHeaders.answer(specification.encryption(), answer);
        return new S3Response(200, answer, new S3Response.Xml(xml.toBytes()));
    }
}
