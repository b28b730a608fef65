package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a version GET and HEAD answer with.
 *
 * @param partial whether the answer is 206, with Content-Range
 * @param checksum the value that covers exactly these bytes; null if there is none
 * @param partsCount parts of the object, if a part of a multipart object was asked for; else 0
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject, Range and partNumber</a>
 */
public record ReadSelection(
        ByteRange range, boolean partial, @Nullable Checksum checksum, int partsCount) {

    /**
     * Reads Range, If-Range and {@code partNumber}.
     *
     * @throws S3Exception InvalidRange, InvalidPartNumber, InvalidArgument, or InvalidRequest if both are asked for
     */
    public static ReadSelection read(S3Request request, ObjectVersion version) {
        ObjectContent content = version.requireContent();
        String rangeHeader = request.headers().value("Range");
        String partNumber = request.query().value("partNumber");
        if (partNumber != null) {
            if (rangeHeader != null) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST, "Cannot specify both Range header and partNumber query parameter");
            }
            return ofPart(parsePartNumber(partNumber), content);
        }
        ByteRange range = rangeHeader == null || !isStillCurrent(request, version)
                ? null
                : RangeHeader.resolve(rangeHeader, content.size());
        if (range == null) {
            return new ReadSelection(ByteRange.all(content.size()), false, content.checksum(), 0);
        }
        return new ReadSelection(range, true, null, 0);
    }

    /** If-Range with another validator asks for the whole object instead. */
    private static boolean isStillCurrent(S3Request request, ObjectVersion version) {
        String validator = request.headers().value("If-Range");
        if (validator == null) {
            return true;
        }
        if (validator.startsWith("\"")) {
            return validator.equals(version.requireContent().etag().quoted());
        }
        return HttpDate.parse(validator)
                .map(version.lastModified().truncatedTo(ChronoUnit.SECONDS)::equals)
                .orElse(false);
    }

    /**
     * Reads a part number.
     *
     * @throws S3Exception InvalidArgument unless it is between 1 and 10,000
     */
    public static int parsePartNumber(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= Part.MAX_NUMBER) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw InvalidHeader.argument(
                "partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
    }

    private static ReadSelection ofPart(int number, ObjectContent content) {
        List<Part> parts = content.parts();
        if (parts.isEmpty()) {
            if (number > 1) {
                throw outOfRange(number, 1);
            }
            // An object that was written at once is its own only part; without bytes it has no range to tell.
            return new ReadSelection(ByteRange.all(content.size()), content.size() > 0, content.checksum(), 0);
        }
        if (number > parts.size()) {
            throw outOfRange(number, parts.size());
        }
        long offset = 0;
        for (Part part : parts.subList(0, number - 1)) {
            offset += part.size();
        }
        Part part = parts.get(number - 1);
        return new ReadSelection(new ByteRange(offset, part.size()), part.size() > 0, part.checksum(), parts.size());
    }

    private static S3Exception outOfRange(int number, int count) {
        return new S3Exception(S3ErrorCode.INVALID_PART_NUMBER)
                .with("PartNumberRequested", Integer.toString(number))
                .with("ActualPartCount", Integer.toString(count));
    }

    /** Status of the answer. */
    public int status() {
        return partial ? 206 : 200;
    }

    /** Adds what the selection says of itself. */
    public void answer(long size, Map<String, String> headers) {
        if (partial) {
            headers.put("Content-Range", RangeHeader.contentRange(range, size));
        }
        if (partsCount > 0) {
            headers.put("x-amz-mp-parts-count", Integer.toString(partsCount));
        }
    }
}
