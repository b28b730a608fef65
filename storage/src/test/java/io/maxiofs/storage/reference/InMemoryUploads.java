package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.InvalidPartException;
import io.maxiofs.storage.api.InvalidPartException.Reason;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.reference.ModelBucket.StoredPart;
import io.maxiofs.storage.reference.ModelBucket.Upload;
import io.maxiofs.storage.reference.ModelBucket.Version;
import io.maxiofs.storage.reference.ModelState.Draft;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The multipart uploads of the model. */
final class InMemoryUploads implements MultipartStore {
    /** Spreads the counter over the secret's bits. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final ModelState state;

    InMemoryUploads(ModelState state) {
        this.state = state;
    }

    @Override
    public CompletableFuture<MultipartUpload> create(
            BucketName bucket, ObjectKey key, Owner initiator, MultipartUpload.Specification specification) {
        return state.change(() -> {
            ModelBucket holder = state.bucket(bucket);
            UploadId id = new UploadId(state.nextVersionId(), state.nextNumber() * GOLDEN);
            MultipartUpload upload = new MultipartUpload(id, key, state.now(), initiator, specification);
            holder.uploads.computeIfAbsent(key, k -> new TreeMap<>()).put(id, new Upload(upload, new TreeMap<>()));
            return upload;
        });
    }

    @Override
    public MultipartUpload get(UploadRef upload) {
        return state.read(() -> find(upload).upload());
    }

    private @Nullable Upload lookUp(UploadRef ref) {
        TreeMap<UploadId, Upload> ofKey = state.bucket(ref.bucket()).uploads.get(ref.key());
        return ofKey == null ? null : ofKey.get(ref.id());
    }

    private Upload find(UploadRef ref) {
        Upload upload = lookUp(ref);
        if (upload == null) {
            throw new UploadNotFoundException("No such upload: " + ref.id());
        }
        return upload;
    }

    @Override
    public CompletableFuture<Part> putPart(UploadRef ref, NewPart said, StagedBody staged) {
        ModelBody body = ModelBody.Staged.take(staged);
        return state.change(() -> {
            Upload upload = find(ref);
            StoredPart replaced = upload.parts().get(said.number());
            long freed = replaced == null ? 0 : replaced.part().size();
            ModelState.checkQuota(state.bucket(ref.bucket()), body.bytes().length - freed, 0);
            Part part = new Part(said.number(), body.bytes().length, said.etag(), said.checksum(), state.now());
            upload.parts().put(part.number(), new StoredPart(part, body));
            return part;
        });
    }

    @Override
    public List<Part> listParts(UploadRef ref, int afterNumber, int limit) {
        return state.read(() -> find(ref).parts().tailMap(afterNumber, false).values().stream()
                .limit(limit)
                .map(StoredPart::part)
                .toList());
    }

    @Override
    public CompletableFuture<ObjectVersion> complete(UploadRef ref, Completion completion) {
        return state.change(() -> {
            ModelBucket bucket = state.bucket(ref.bucket());
            Upload upload = lookUp(ref);
            if (upload == null) {
                return repeated(bucket, ref, completion);
            }
            List<StoredPart> chosen = chosen(upload, completion.parts());
            Draft draft = draft(upload.upload(), chosen, completion);
            Version written = state.write(bucket, draft, completion.condition(), upload.bytes());
            remove(bucket, ref);
            bucket.completed.put(
                    ref.id(),
                    new ModelBucket.Completed(ref.key(), written.version().id()));
            return written.version();
        });
    }

    /** A Complete that came before with the same list, and whose version is still the current one. */
    private static ObjectVersion repeated(ModelBucket bucket, UploadRef ref, Completion completion) {
        ModelBucket.Completed done = bucket.completed.get(ref.id());
        Version current = bucket.present(ref.key());
        if (done == null
                || current == null
                || !done.key().equals(ref.key())
                || !done.version().equals(current.version().id())
                || !isListOf(current.version().requireContent().parts(), completion.parts())) {
            throw new UploadNotFoundException("No such upload: " + ref.id());
        }
        return current.version();
    }

    private static boolean isListOf(List<Part> parts, List<CompletedPart> list) {
        if (parts.size() != list.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!fits(parts.get(i), list.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Part part, CompletedPart asked) {
        return part.number() == asked.number()
                && part.etag().equals(asked.etag())
                && (asked.checksum() == null || asked.checksum().equals(part.checksum()));
    }

    private List<StoredPart> chosen(Upload upload, List<CompletedPart> list) {
        if (list.isEmpty()) {
            throw new InvalidPartException(Reason.UNKNOWN_PART, 0, "No parts");
        }
        int previous = 0;
        for (CompletedPart asked : list) {
            if (asked.number() <= previous) {
                throw new InvalidPartException(Reason.ORDER, asked.number(), "Part numbers do not ascend");
            }
            previous = asked.number();
        }
        List<StoredPart> chosen = new ArrayList<>();
        for (CompletedPart asked : list) {
            StoredPart part = upload.parts().get(asked.number());
            if (part == null || !fits(part.part(), asked)) {
                throw new InvalidPartException(Reason.UNKNOWN_PART, asked.number(), "No such part");
            }
            chosen.add(part);
        }
        for (StoredPart part : chosen.subList(0, chosen.size() - 1)) {
            if (part.part().size() < state.minimumPartBytes) {
                throw new InvalidPartException(Reason.TOO_SMALL, part.part().number(), "Part too small");
            }
        }
        return chosen;
    }

    private static Draft draft(MultipartUpload upload, List<StoredPart> chosen, Completion completion) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream md5s = new ByteArrayOutputStream();
        for (StoredPart part : chosen) {
            bytes.writeBytes(part.body().bytes());
            md5s.writeBytes(HexFormat.of().parseHex(part.part().etag().value()));
        }
        Long announced = completion.objectSize();
        if (announced != null && announced != bytes.size()) {
            throw new InvalidPartException(Reason.OBJECT_SIZE, 0, "Object of " + bytes.size() + " bytes");
        }
        MultipartUpload.Specification specification = upload.specification();
        Checksum checksum = checksum(specification, chosen, bytes.toByteArray());
        if (completion.checksum() != null && !completion.checksum().equals(checksum)) {
            throw new InvalidPartException(Reason.CHECKSUM, 0, "Checksum of the whole is " + checksum);
        }
        ETag etag = new ETag(ETag.ofMd5(ModelDigests.md5(md5s.toByteArray())).value() + "-" + chosen.size());
        List<Part> parts = chosen.stream().map(StoredPart::part).toList();
        ObjectContent content = new ObjectContent(bytes.size(), etag, checksum, specification.encryption(), parts);
        ModelBody body =
                new ModelBody(bytes.toByteArray(), chosen.getFirst().body().customerKey());
        return new Draft(
                upload.key(),
                specification.owner(),
                content,
                body,
                specification.properties(),
                specification.protection());
    }

    /**
     * The checksum of the whole, if every part has one of the upload's algorithm. Without an algorithm asked for that is
     * CRC64NVME over the whole object.
     */
    private static @Nullable Checksum checksum(
            MultipartUpload.Specification specification, List<StoredPart> chosen, byte[] whole) {
        ChecksumAlgorithm asked = specification.checksumAlgorithm();
        ChecksumAlgorithm algorithm = asked == null ? ChecksumAlgorithm.CRC64NVME : asked;
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (StoredPart part : chosen) {
            Checksum ofPart = part.part().checksum();
            if (ofPart == null || ofPart.algorithm() != algorithm) {
                return null;
            }
            values.writeBytes(ofPart.bytes());
        }
        ChecksumType type = specification.checksumType();
        boolean fullObject = type == null ? algorithm == ChecksumAlgorithm.CRC64NVME : type == ChecksumType.FULL_OBJECT;
        return fullObject
                ? ModelDigests.checksum(algorithm, whole)
                : new Checksum(
                        algorithm,
                        ChecksumType.COMPOSITE,
                        ModelDigests.value(algorithm, values.toByteArray()),
                        chosen.size());
    }

    @Override
    public CompletableFuture<Void> abort(UploadRef ref) {
        return state.change(() -> {
            find(ref);
            remove(state.bucket(ref.bucket()), ref);
            return null;
        });
    }

    private static void remove(ModelBucket bucket, UploadRef ref) {
        bucket.uploads.computeIfPresent(ref.key(), (key, ofKey) -> {
            ofKey.remove(ref.id());
            return ofKey.isEmpty() ? null : ofKey;
        });
    }
}
