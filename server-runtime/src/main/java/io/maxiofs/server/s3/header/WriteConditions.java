package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.api.WriteCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Conditions under which a key is written or deleted; they are decided by the store together with the change.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional deletes</a>
 */
public final class WriteConditions {

    private WriteConditions() {}

    /**
     * Conditions of a request that writes an object: {@code If-Match} and {@code If-None-Match: *}.
     *
     * @throws S3Exception NotImplemented for {@code If-None-Match} with anything but {@code *}, as S3 answers
     */
    public static WriteCondition write(RequestHeaders headers) {
        String ifNoneMatch = headers.value("If-None-Match");
        String ifMatch = headers.value("If-Match");
        if (ifNoneMatch == null && ifMatch == null) {
            return WriteCondition.NONE;
        }
        if (ifNoneMatch != null && !ConditionTags.bare(ifNoneMatch).equals("*")) {
            throw InvalidHeader.notImplemented("If-None-Match");
        }
        return new WriteCondition(tag(ifMatch, "If-Match"), ifNoneMatch != null, null, null);
    }

    /** Conditions of DeleteObject. */
    public static WriteCondition delete(RequestHeaders headers) {
        return delete(
                headers.value("If-Match"),
                headers.value("x-amz-if-match-last-modified-time"),
                headers.value("x-amz-if-match-size"));
    }

    /**
     * The conditions on one deletion.
     *
     * @param etag quoted or not; null if not asked
     * @param lastModifiedTime a date of HTTP or ISO 8601; null if not asked
     * @param size in bytes; null if not asked
     * @throws S3Exception InvalidArgument if one of them cannot be read
     */
    public static WriteCondition delete(
            @Nullable String etag, @Nullable String lastModifiedTime, @Nullable String size) {
        if (etag == null && lastModifiedTime == null && size == null) {
            return WriteCondition.NONE;
        }
        return new WriteCondition(tag(etag, "If-Match"), false, time(lastModifiedTime), size(size));
    }

    private static @Nullable String tag(@Nullable String text, String name) {
        if (text == null) {
            return null;
        }
        String bare = ConditionTags.bare(text);
        if (bare.isEmpty() || bare.indexOf('"') >= 0) {
            throw invalid(name, text);
        }
        return bare;
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return HttpDate.parse(text).orElseThrow(() -> invalid("x-amz-if-match-last-modified-time", text));
    }

    private static @Nullable Long size(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            long size = Long.parseLong(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative number.
        }
        throw invalid("x-amz-if-match-size", text);
    }

    private static S3Exception invalid(String name, String value) {
        return InvalidHeader.argument(name, value, "The value of " + name + " is not valid");
    }
}
