package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.MultipartUpload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which checksum a multipart upload keeps, of its parts and of the object they make.
 *
 * @param algorithm what parts are to carry
 * @param type what the object's value covers
 * @param chosen whether the client chose it when it created the upload; else it is S3's default
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checksum
 *     types of multipart uploads</a>
 */
public record MultipartChecksum(ChecksumAlgorithm algorithm, ChecksumType type, boolean chosen) {
    private static final MultipartChecksum DEFAULT =
            new MultipartChecksum(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT, false);

    /**
     * What a client asks for.
     *
     * @param algorithm value of {@code x-amz-checksum-algorithm}; null if absent
     * @param type value of {@code x-amz-checksum-type}; null if absent
     * @throws S3Exception InvalidRequest if one is unknown, or they do not go together
     */
    public static MultipartChecksum requested(@Nullable String algorithm, @Nullable String type) {
        if (algorithm == null) {
            if (type != null) {
                throw invalid(
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return DEFAULT;
        }
        ChecksumAlgorithm known = ChecksumAlgorithm.ofWireName(algorithm)
                .orElseThrow(() -> invalid(
                        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
                                + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
        ChecksumType chosenType = type == null ? usualType(known) : type(type);
        boolean possible =
                chosenType == ChecksumType.FULL_OBJECT ? known.isLinear() : known != ChecksumAlgorithm.CRC64NVME;
        if (!possible) {
            throw invalid("The " + chosenType + " checksum type cannot be used with the " + lower(known)
                    + " checksum algorithm.");
        }
        return new MultipartChecksum(known, chosenType, true);
    }

    /** What an upload was created with. */
    public static MultipartChecksum of(MultipartUpload.Specification specification) {
        ChecksumAlgorithm algorithm = specification.checksumAlgorithm();
        ChecksumType type = specification.checksumType();
        return algorithm == null
                ? DEFAULT
                : new MultipartChecksum(algorithm, type == null ? usualType(algorithm) : type, true);
    }

    private static ChecksumType usualType(ChecksumAlgorithm algorithm) {
        return algorithm == ChecksumAlgorithm.CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }

    private static ChecksumType type(String name) {
        return switch (name) {
            case "FULL_OBJECT" -> ChecksumType.FULL_OBJECT;
            case "COMPOSITE" -> ChecksumType.COMPOSITE;
            default -> throw invalid("Value for x-amz-checksum-type header is invalid.");
        };
    }

    /**
     * Checks what a part is sent with. Values of the client's own are needed for a composite, since what they are is all
     * the composite says.
     *
     * @param sent algorithm of the client's value; null if it sent none
     * @throws S3Exception InvalidRequest if it does not fit the upload
     */
    public void checkPart(@Nullable ChecksumAlgorithm sent) {
        if (!chosen || sent == algorithm || (sent == null && type == ChecksumType.FULL_OBJECT)) {
            return;
        }
        throw invalid("Checksum Type mismatch occurred, expected checksum Type: " + lower(algorithm)
                + ", actual checksum Type: " + (sent == null ? "null" : lower(sent)));
    }

    /**
     * Checks a line of the list of parts an upload is completed with.
     *
     * @param hasValue whether the line gives the part's checksum
     * @throws S3Exception InvalidRequest if it must and does not
     */
    public void checkCompletedPart(int partNumber, boolean hasValue) {
        if (chosen && type == ChecksumType.COMPOSITE && !hasValue) {
            throw invalid("The upload was created using a " + lower(algorithm)
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + partNumber + " in the request.");
        }
    }

    /**
     * Checks what a Complete says of the checksum of the whole.
     *
     * @param sentType value of {@code x-amz-checksum-type}; null if absent
     * @param sent algorithm of the client's value; null if it sent none
     * @throws S3Exception InvalidRequest if it is of another kind than the upload's
     */
    public void checkWhole(@Nullable String sentType, @Nullable ChecksumAlgorithm sent) {
        if (sentType != null && type(sentType) != type) {
            throw invalid("The upload was created using the " + type
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        if (sent != null && sent != algorithm) {
            throw invalid("Checksum Type mismatch occurred, expected checksum Type: " + lower(algorithm)
                    + ", actual checksum Type: " + lower(sent));
        }
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.wireName().toLowerCase(Locale.ROOT);
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }
}
