package io.maxiofs.server.s3.header;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.LockRules;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Retention;
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
    private static final String BYPASS_GOVERNANCE = "x-amz-bypass-governance-retention";

    private LockHeaders() {}

    /** Whether a request sets any lock of its own. */
    public static boolean areIn(RequestHeaders headers) {
        return headers.value(MODE) != null || headers.value(UNTIL) != null || headers.value(HOLD) != null;
    }

    /**
     * The protection a write asks for. What the bucket adds by default is the store's to say.
     *
     * @throws S3Exception InvalidRequest if the bucket has no object lock, InvalidArgument for values that are not valid
     */
    public static ObjectProtection read(RequestHeaders headers, Bucket bucket, Instant now) {
        String mode = headers.value(MODE);
        String until = headers.value(UNTIL);
        String hold = headers.value(HOLD);
        if (mode == null && until == null && hold == null) {
            return ObjectProtection.NONE;
        }
        LockRules.requireLock(bucket);
        ObjectProtection retained = ObjectProtection.NONE.withRetention(retention(mode, until, now));
        return hold == null ? retained : retained.withLegalHold(isOn(hold));
    }

    /** Whether a request asks to lift governance retention; that it may was decided before it came here. */
    public static boolean bypassesGovernance(S3Request request) {
        String value = request.headers().value(BYPASS_GOVERNANCE);
        return value != null && value.equalsIgnoreCase("true");
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
        return LockRules.date(text)
                .orElseThrow(() -> InvalidHeader.argument(
                        UNTIL, text, "The retain until date must be provided in ISO 8601 format"));
    }

    private static boolean isOn(String hold) {
        if (hold.equals("ON") || hold.equals("OFF")) {
            return hold.equals("ON");
        }
        throw InvalidHeader.argument(HOLD, hold, "Legal Hold must be either of 'ON' or 'OFF'");
    }

    /** Adds what a client may know of a version's locks; nothing where there is none. */
    public static void answer(
            S3Request request, Bucket bucket, ObjectVersion version, AccessCheck access, Map<String, String> headers) {
        ObjectProtection protection = version.protection();
        Retention retention = protection.retention();
        boolean told = protection.legalHold() || protection.legalHoldReleased();
        if (retention == null && !told) {
            return;
        }
        AccessSubject subject = AccessSubject.ofObject(bucket.name(), VersionParameter.of(request), version);
        if (retention != null && access.isAllowed(request, S3Action.GET_OBJECT_RETENTION, subject)) {
            headers.put(MODE, retention.mode().name());
            headers.put(UNTIL, DateTimeFormatter.ISO_INSTANT.format(retention.until()));
        }
        if (told && access.isAllowed(request, S3Action.GET_OBJECT_LEGAL_HOLD, subject)) {
            headers.put(HOLD, protection.legalHold() ? "ON" : "OFF");
        }
    }
}
