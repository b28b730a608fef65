package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Object lock in headers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock</a>
 */
public final class LockHeaders {
    private static final String PREFIX = "x-amz-object-lock-";
    private static final String MODE = PREFIX + "mode";
    private static final String UNTIL = PREFIX + "retain-until-date";
    private static final String HOLD = PREFIX + "legal-hold";

    private LockHeaders() {}

    /** Whether a request sets any lock of its own. */
    public static boolean areIn(RequestHeaders headers) {
        return headers.value(MODE) != null || headers.value(UNTIL) != null || headers.value(HOLD) != null;
    }

    /**
     * The protection a write asks for.
     *
     * @throws S3Exception InvalidRequest if the bucket has no object lock, InvalidArgument for values that are not valid
     */
    public static ObjectProtection read(RequestHeaders headers, Bucket bucket, Instant now) {
        String mode = headers.value(MODE);
        String until = headers.value(UNTIL);
        String hold = headers.value(HOLD);
        if (bucket.objectLockEnabled()
                && bucket.setting(BucketSetting.OBJECT_LOCK).isPresent()) {
            // A default retention that is not understood must not be taken for none.
            throw new S3Exception(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "The bucket's default retention cannot be applied by this version");
        }
        if (mode == null && until == null && hold == null) {
            return ObjectProtection.NONE;
        }
        if (!bucket.objectLockEnabled()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
        }
        return new ObjectProtection(retention(mode, until, now), isOn(hold), ReplicationStatus.NONE);
    }

    private static @Nullable Retention retention(@Nullable String mode, @Nullable String until, Instant now) {
        if (mode == null && until == null) {
            return null;
        }
        if (mode == null || until == null) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, MODE + " and " + UNTIL + " must both be supplied")
                    .with("ArgumentName", mode == null ? UNTIL : MODE);
        }
        Retention.Mode parsed = switch (mode) {
            case "GOVERNANCE" -> Retention.Mode.GOVERNANCE;
            case "COMPLIANCE" -> Retention.Mode.COMPLIANCE;
            default -> throw InvalidHeader.argument(MODE, mode, "Unknown wormMode directive.");
        };
        Instant date = date(until);
        if (!date.isAfter(now)) {
            throw InvalidHeader.argument(UNTIL, until, "The retain until date must be in the future!");
        }
        return new Retention(parsed, date);
    }

    private static Instant date(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw InvalidHeader.argument(UNTIL, text, "The retain until date must be provided in ISO 8601 format");
        }
    }

    private static boolean isOn(@Nullable String hold) {
        if (hold == null || hold.equals("OFF")) {
            return false;
        }
        if (hold.equals("ON")) {
            return true;
        }
        throw InvalidHeader.argument(HOLD, hold, "Legal Hold must be either of 'ON' or 'OFF'");
    }

    /** Adds what a client is told of a version's locks. */
    public static void answer(ObjectProtection protection, Map<String, String> headers) {
        Retention retention = protection.retention();
        if (retention != null) {
            headers.put(MODE, retention.mode().name());
            headers.put(UNTIL, DateTimeFormatter.ISO_INSTANT.format(retention.until()));
        }
        if (protection.legalHold()) {
            headers.put(HOLD, "ON");
        }
    }
}
