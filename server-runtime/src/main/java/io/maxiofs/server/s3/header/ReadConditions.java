package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions under which a version is read or copied. A tag condition outweighs the date condition of the same
 * direction. Dates that cannot be read are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110, precedence of preconditions</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public record ReadConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince,
        boolean copySource) {
    private static final ReadConditions NONE = new ReadConditions(null, null, null, null, false);

    /** The conditions of a GET or HEAD. */
    public static ReadConditions read(RequestHeaders headers) {
        return read(
                headers.value("If-Match"),
                headers.value("If-None-Match"),
                headers.value("If-Modified-Since"),
                headers.value("If-Unmodified-Since"),
                false);
    }

    /** The conditions on the source of a copy. */
    public static ReadConditions readCopySource(RequestHeaders headers) {
        return read(
                headers.value("x-amz-copy-source-if-match"),
                headers.value("x-amz-copy-source-if-none-match"),
                headers.value("x-amz-copy-source-if-modified-since"),
                headers.value("x-amz-copy-source-if-unmodified-since"),
                true);
    }

    private static ReadConditions read(
            @Nullable String match,
            @Nullable String noneMatch,
            @Nullable String modified,
            @Nullable String unmodified,
            boolean copySource) {
        if (match == null && noneMatch == null && modified == null && unmodified == null) {
            return NONE;
        }
        return new ReadConditions(match, noneMatch, date(modified), date(unmodified), copySource);
    }

    private static @Nullable Instant date(@Nullable String text) {
        return text == null ? null : HttpDate.parse(text).orElse(null);
    }

    /**
     * Returns if the version may be read.
     *
     * @throws S3Exception PreconditionFailed, or NotModified with the headers that an answer of that status carries
     */
    public void check(Bucket bucket, ObjectVersion version) {
        if (ifMatch == null && ifNoneMatch == null && ifModifiedSince == null && ifUnmodifiedSince == null) {
            return;
        }
        ETag etag = version.requireContent().etag();
        Instant shown = version.lastModified().truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!ConditionTags.match(ifMatch, etag)) {
                throw failed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && shown.isAfter(ifUnmodifiedSince)) {
            throw failed("If-Unmodified-Since");
        }
        if (ifNoneMatch != null) {
            if (ConditionTags.match(ifNoneMatch, etag)) {
                throw notModified("If-None-Match", bucket, version);
            }
        } else if (ifModifiedSince != null && !shown.isAfter(ifModifiedSince)) {
            throw notModified("If-Modified-Since", bucket, version);
        }
    }

    private S3Exception failed(String condition) {
        String name = copySource ? "x-amz-copy-source-" + condition : condition;
        return new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", name);
    }

    private S3Exception notModified(String condition, Bucket bucket, ObjectVersion version) {
        if (copySource) {
            return failed(condition);
        }
        S3Exception answer = new S3Exception(S3ErrorCode.NOT_MODIFIED);
        for (Map.Entry<String, String> header :
                VersionHeaders.notModified(bucket, version).entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }
}
