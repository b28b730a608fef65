package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.InvalidPartException;
import io.maxiofs.storage.api.InvalidPartException.Reason;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.digest.MultipartDigests;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts a client lists, matched with those it uploaded.
 *
 * @param size plaintext bytes of all
 */
record CompletionParts(List<UploadCommands.PartRow> rows, List<Part> parts, long size) {
    /** Largest object of S3. */
    private static final long MAX_OBJECT_BYTES = 5L << 40;

    /** @throws InvalidPartException if the list does not fit */
    static CompletionParts match(Completion completion, List<UploadCommands.PartRow> uploaded, long minimumBytes) {
        if (completion.parts().isEmpty()) {
            throw new InvalidPartException(Reason.UNKNOWN_PART, 0, "The list of parts is empty");
        }
        Map<Integer, UploadCommands.PartRow> byNumber = new HashMap<>();
        uploaded.forEach(row -> byNumber.put(row.stored().part().number(), row));
        List<UploadCommands.PartRow> rows = new ArrayList<>();
        int previous = 0;
        for (CompletedPart listed : completion.parts()) {
            if (listed.number() <= previous) {
                throw new InvalidPartException(Reason.ORDER, listed.number(), "Part numbers must ascend");
            }
            previous = listed.number();
        }
        for (CompletedPart listed : completion.parts()) {
            rows.add(match(listed, byNumber.get(listed.number())));
        }
        List<Part> parts = rows.stream().map(row -> row.stored().part()).toList();
        requireSizes(parts, minimumBytes);
        long size = parts.stream().mapToLong(Part::size).sum();
        Long announced = completion.objectSize();
        if (size > MAX_OBJECT_BYTES || announced != null && announced != size) {
            throw new InvalidPartException(Reason.OBJECT_SIZE, 0, "The object would have " + size + " bytes");
        }
        return new CompletionParts(rows, parts, size);
    }

    private static UploadCommands.PartRow match(CompletedPart listed, UploadCommands.@Nullable PartRow row) {
        if (row == null || !row.stored().part().etag().equals(listed.etag())) {
            throw new InvalidPartException(
                    Reason.UNKNOWN_PART, listed.number(), "Part " + listed.number() + " was not uploaded so");
        }
        Checksum wanted = listed.checksum();
        if (wanted != null && !wanted.equals(row.stored().part().checksum())) {
            throw new InvalidPartException(
                    Reason.UNKNOWN_PART, listed.number(), "Part " + listed.number() + " has another checksum");
        }
        return row;
    }

    private static void requireSizes(List<Part> parts, long minimumBytes) {
        for (Part part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < minimumBytes) {
                throw new InvalidPartException(
                        Reason.TOO_SMALL, part.number(), "Part " + part.number() + " is too small");
            }
        }
    }

    /**
     * The checksum of the object, if every part has one of the upload's algorithm; CRC64NVME of the whole if the upload
     * named none.
     *
     * @param announced the client's value; null if it gave none
     * @throws InvalidPartException if it gave another
     */
    @Nullable Checksum checksum(MultipartUpload.Specification what, @Nullable Checksum announced) {
        ChecksumAlgorithm asked = what.checksumAlgorithm();
        ChecksumAlgorithm algorithm = asked == null ? ChecksumAlgorithm.CRC64NVME : asked;
        ChecksumType type = what.checksumType();
        if (type == null) {
            type = algorithm == ChecksumAlgorithm.CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
        }
        Checksum computed = combine(algorithm, type);
        if (announced != null && !announced.equals(computed)) {
            throw new InvalidPartException(Reason.CHECKSUM, 0, "The object's checksum is another");
        }
        return computed;
    }

    private @Nullable Checksum combine(ChecksumAlgorithm algorithm, ChecksumType type) {
        List<Checksum> values = new ArrayList<>(parts.size());
        List<MultipartDigests.PartValue> lengths = new ArrayList<>(parts.size());
        for (Part part : parts) {
            Checksum value = part.checksum();
            if (value == null || value.algorithm() != algorithm) {
                return null;
            }
            values.add(value);
            lengths.add(new MultipartDigests.PartValue(value, part.size()));
        }
        if (type == ChecksumType.COMPOSITE) {
            return MultipartDigests.composite(algorithm, values);
        }
        return algorithm.isLinear() ? MultipartDigests.fullObject(algorithm, lengths) : null;
    }
}
