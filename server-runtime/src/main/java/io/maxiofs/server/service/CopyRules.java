package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.digest.MultipartDigests;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UserMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a copy takes over from its source.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public final class CopyRules {
    /** Largest source of CopyObject, in bytes. */
    public static final long MAX_SOURCE_BYTES = 5L << 30;

    private CopyRules() {}

    /**
     * Refuses sources that must be copied in parts.
     *
     * @throws S3Exception InvalidRequest above {@link #MAX_SOURCE_BYTES}
     */
    public static void requireSize(ObjectContent source) {
        if (source.size() > MAX_SOURCE_BYTES) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + MAX_SOURCE_BYTES);
        }
    }

    /**
     * The properties of the copy. Storage class and website redirect are never taken over, nor are lists and locks.
     *
     * @param requested what the headers of the request say
     * @param replaceMetadata whether system and user metadata come from the request
     * @param replaceTags whether the tags come from the request
     */
    public static ObjectProperties properties(
            ObjectProperties source, ObjectProperties requested, boolean replaceMetadata, boolean replaceTags) {
        SystemMetadata system = replaceMetadata ? requested.system() : source.system();
        UserMetadata user = replaceMetadata ? requested.user() : source.user();
        Tags tags = replaceTags ? requested.tags() : source.tags();
        return new ObjectProperties(
                system, user, tags, requested.storageClass(), requested.websiteRedirect(), requested.acl());
    }

    /**
     * The checksum of the copy if it is known without reading the bytes. A copy is one piece, so the value covers the
     * whole of it.
     *
     * @param requested algorithm the client wants; null to keep the source's
     */
    public static Optional<Checksum> knownChecksum(ObjectContent source, @Nullable ChecksumAlgorithm requested) {
        Checksum kept = source.checksum();
        if (kept == null || (requested != null && requested != kept.algorithm())) {
            return Optional.empty();
        }
        return kept.type() == ChecksumType.FULL_OBJECT ? Optional.of(kept) : combined(kept.algorithm(), source.parts());
    }

    private static Optional<Checksum> combined(ChecksumAlgorithm algorithm, List<Part> parts) {
        if (!algorithm.isLinear() || parts.isEmpty()) {
            return Optional.empty();
        }
        List<MultipartDigests.PartValue> values = new ArrayList<>(parts.size());
        for (Part part : parts) {
            Checksum checksum = part.checksum();
            if (checksum == null || checksum.algorithm() != algorithm) {
                return Optional.empty();
            }
            values.add(new MultipartDigests.PartValue(checksum, part.size()));
        }
        return Optional.of(MultipartDigests.fullObject(algorithm, values));
    }

    /** What to compute where {@link #knownChecksum} knows nothing. */
    public static ChecksumAlgorithm algorithmToCompute(ObjectContent source, @Nullable ChecksumAlgorithm requested) {
        if (requested != null) {
            return requested;
        }
        Checksum kept = source.checksum();
        return kept == null ? ChecksumAlgorithm.CRC64NVME : kept.algorithm();
    }
}
