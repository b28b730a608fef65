package io.maxiofs.server.service;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Retention;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the lock of a version may change.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock</a>
 */
public final class LockRules {
    /** Later dates cannot be written in four digits, nor kept in milliseconds for ever. */
    private static final int LAST_YEAR = 9999;

    private LockRules() {}

    /** @throws S3Exception InvalidRequest if the bucket has no object lock */
    public static void requireLock(Bucket bucket) {
        if (!bucket.objectLockEnabled()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
        }
    }

    /** Reads a date of ISO 8601 with its offset; empty if {@code text} is none. */
    public static Optional<Instant> date(String text) {
        try {
            OffsetDateTime date = OffsetDateTime.parse(text);
            return Math.abs(date.getYear()) > LAST_YEAR ? Optional.empty() : Optional.of(date.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The protection with another retention. Retention that still runs is only made longer; under governance, whoever may
     * bypass it may do anything.
     *
     * @param wanted null to take it away
     * @throws ObjectLockedException if that would weaken what there is
     */
    public static ObjectProtection retain(
            ObjectProtection before, @Nullable Retention wanted, Instant now, boolean bypassGovernance) {
        Retention old = before.retention();
        if (old == null) {
            return before.withRetention(wanted);
        }
        boolean free = !old.isActive(now)
                || (bypassGovernance && old.mode() == Retention.Mode.GOVERNANCE)
                || (wanted != null
                        && wanted.mode() == old.mode()
                        && !wanted.until().isBefore(old.until()));
        if (!free) {
            throw new ObjectLockedException("Retention until " + old.until() + " would be weakened");
        }
        return before.withRetention(wanted);
    }
}
