package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.ObjectContent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a part copy takes, and what is known of them without reading them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
public final class PartCopyRules {
    private static final String RANGE_HEADER = "x-amz-copy-source-range";

    /** Unlike GET, both ends are needed. */
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private PartCopyRules() {}

    /**
     * Reads {@code x-amz-copy-source-range}.
     *
     * @param header null for the whole source
     * @throws S3Exception InvalidArgument unless it lies inside the source, InvalidRequest for more than a part may have
     */
    public static ByteRange range(@Nullable String header, long size) {
        ByteRange range = header == null ? ByteRange.all(size) : parse(header, size);
        if (range.length() > CopyRules.MAX_SOURCE_BYTES) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + CopyRules.MAX_SOURCE_BYTES);
        }
        return range;
    }

    private static ByteRange parse(String header, long size) {
        Matcher matcher = RANGE.matcher(header);
        if (!matcher.matches()) {
            throw invalid(
                    header,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first > last || last >= size) {
            throw invalid(header, "Range specified is not valid for source object of size: " + size);
        }
        return new ByteRange(first, last - first + 1);
    }

    private static S3Exception invalid(String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", RANGE_HEADER)
                .with("ArgumentValue", value);
    }

    /** The entity tag of a copy of {@code range}, if the source's own says it: the MD5 of an object in one piece. */
    public static Optional<ETag> knownTag(ObjectContent source, ByteRange range) {
        boolean isMd5 =
                source.parts().isEmpty() && MD5.matcher(source.etag().value()).matches();
        return isMd5 && isWhole(source, range) ? Optional.of(source.etag()) : Optional.empty();
    }

    /** The checksum of a copy of {@code range}, if the source's own says it. */
    public static Optional<Checksum> knownChecksum(ObjectContent source, ByteRange range, ChecksumAlgorithm algorithm) {
        Checksum kept = source.checksum();
        if (kept == null || kept.algorithm() != algorithm || kept.type() != ChecksumType.FULL_OBJECT) {
            return Optional.empty();
        }
        return isWhole(source, range) ? Optional.of(kept) : Optional.empty();
    }

    private static boolean isWhole(ObjectContent source, ByteRange range) {
        return range.equals(ByteRange.all(source.size()));
    }
}
