package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.VersionSelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The multipart steps of a random workload. */
final class RandomUploads {
    private static final int REMEMBERED = 4;

    private final RandomWorkload workload;
    private final Random random;
    private final Deque<String> recent = new ArrayDeque<>();

    RandomUploads(RandomWorkload workload, Random random) {
        this.workload = workload;
        this.random = random;
    }

    WorkloadStep next() {
        return switch (random.nextInt(14)) {
            case 0 -> begin();
            case 1, 2, 3, 4, 5 -> putPart();
            case 6 -> copyPart();
            case 7 ->
                withUpload(
                        "list parts",
                        (side, ref) -> side.store().uploads().listParts(ref, 0, 1000).stream()
                                .map(WorkloadSide::tell)
                                .toList()
                                .toString());
            case 8 -> random.nextBoolean() ? complete() : abort();
            default -> complete();
        };
    }

    private WorkloadStep begin() {
        BucketName bucket = workload.bucket();
        ObjectKey key = workload.key();
        ObjectProperties properties = workload.properties();
        ChecksumAlgorithm algorithm = switch (random.nextInt(4)) {
            case 0 -> ChecksumAlgorithm.CRC32C;
            case 1 -> ChecksumAlgorithm.SHA256;
            case 2 -> ChecksumAlgorithm.CRC64NVME;
            default -> null;
        };
        ChecksumType type = algorithm == null ? null : type(algorithm);
        int made = workload.number();
        recent.addLast("u" + made);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        MultipartUpload.Specification specification = new MultipartUpload.Specification(
                OWNER, properties, ObjectProtection.NONE, Encryption.NONE, algorithm, type);
        return workload.step(
                "begin upload of " + bucket + "/" + key + " " + algorithm + " " + type,
                side -> side.begun(
                        made, bucket, await(side.store().uploads().create(bucket, key, OWNER, specification))));
    }

    private ChecksumType type(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC64NVME -> ChecksumType.FULL_OBJECT;
            case SHA1, SHA256 -> ChecksumType.COMPOSITE;
            case CRC32, CRC32C -> random.nextBoolean() ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        };
    }

    /** A step about one of the last uploads, sometimes under a key that is not its own. */
    private WorkloadStep withUpload(String description, BiFunction<WorkloadSide, UploadRef, String> action) {
        String name = recent.stream()
                .skip(random.nextInt(Math.max(1, recent.size())))
                .findFirst()
                .orElse("none");
        ObjectKey wrong = random.nextInt(15) == 0 ? workload.key() : null;
        return workload.step(
                description + " of " + name + (wrong == null ? "" : " as " + wrong),
                side -> side.upload(name)
                        .map(ref -> wrong == null ? ref : new UploadRef(ref.bucket(), wrong, ref.id()))
                        .map(ref -> action.apply(side, ref))
                        .orElse("no such upload was begun"));
    }

    private WorkloadStep putPart() {
        int part = 1 + random.nextInt(4);
        byte[] content = workload.content();
        return withUpload("put part " + part + " of " + content.length + " bytes", (side, ref) -> {
            ChecksumAlgorithm algorithm = algorithm(side, ref);
            BodySpec spec = new BodySpec(
                    OptionalLong.of(content.length), true, Set.of(algorithm), Optional.empty(), null, true);
            StagedBody body = side.client().stage(content, spec);
            NewPart said = new NewPart(
                    part,
                    ETag.ofMd5(body.md5().orElseThrow()),
                    body.checksum(algorithm).orElseThrow());
            return WorkloadSide.tell(await(side.store().uploads().putPart(ref, said, body)));
        });
    }

    private static ChecksumAlgorithm algorithm(WorkloadSide side, UploadRef ref) {
        ChecksumAlgorithm asked =
                side.store().uploads().get(ref).specification().checksumAlgorithm();
        return asked == null ? ChecksumAlgorithm.CRC64NVME : asked;
    }

    private WorkloadStep copyPart() {
        int part = 1 + random.nextInt(4);
        BucketName bucket = workload.bucket();
        ObjectKey key = workload.key();
        double start = random.nextDouble();
        return withUpload("copy " + bucket + "/" + key + " as part " + part, (side, ref) -> {
            ChecksumAlgorithm algorithm = algorithm(side, ref);
            StoredObject source = side.store().find(bucket, key, VersionSelector.CURRENT);
            long size = source.version().requireContent().size();
            long offset = (long) (size * start);
            ByteRange range = new ByteRange(offset, size - offset);
            StagedBody body = side.store()
                    .reference(
                            source,
                            range,
                            new BodySpec(
                                    OptionalLong.of(range.length()),
                                    false,
                                    Set.of(algorithm),
                                    Optional.empty(),
                                    null,
                                    true));
            ETag etag = ETag.ofMd5(ModelDigests.md5(StoreClient.read(source, range, null)));
            NewPart said = new NewPart(part, etag, body.checksum(algorithm).orElseThrow());
            return WorkloadSide.tell(await(side.store().uploads().putPart(ref, said, body)));
        });
    }

    private WorkloadStep abort() {
        return withUpload("abort", (side, ref) -> {
            await(side.store().uploads().abort(ref));
            return "aborted";
        });
    }

    /** Completes with what is there, or with a list that is wrong in one way; or once more with the list of before. */
    private WorkloadStep complete() {
        int fault = random.nextInt(12);
        Function<WorkloadSide, WriteCondition> condition = workload.condition();
        int made = workload.number();
        return withUpload("complete with fault " + fault, (side, ref) -> {
            List<CompletedPart> list = side.listToComplete(ref, () -> list(side, ref, fault));
            Completion completion = new Completion(list, condition.apply(side), null, null);
            return side.made(made, await(side.store().uploads().complete(ref, completion)));
        });
    }

    private static List<CompletedPart> list(WorkloadSide side, UploadRef ref, int fault) {
        List<CompletedPart> list = new ArrayList<>();
        for (Part part : side.store().uploads().listParts(ref, 0, Part.MAX_NUMBER)) {
            list.add(new CompletedPart(part.number(), part.etag(), fault == 0 ? null : part.checksum()));
        }
        @Nullable CompletedPart first = list.isEmpty() ? null : list.getFirst();
        switch (fault) {
            case 1 -> list.addFirst(new CompletedPart(9, new ETag("9"), null));
            case 2 -> list.add(new CompletedPart(9, new ETag("9"), null));
            case 3 -> {
                if (first != null) {
                    list.add(first);
                }
            }
            case 4 -> {
                if (first != null) {
                    list.removeFirst();
                }
            }
            default -> {}
        }
        return list;
    }
}
