package io.maxiofs.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Object lock and replication state of one version.
 *
 * @param retention null if none
 * @param legalHold never true together with {@code legalHoldReleased}
 * @param legalHoldReleased whether somebody said that there is no legal hold, which S3 tells from nobody having said
 *     anything
 */
public record ObjectProtection(
        @Nullable Retention retention, boolean legalHold, ReplicationStatus replication, boolean legalHoldReleased) {
    public static final ObjectProtection NONE = new ObjectProtection(null, false, ReplicationStatus.NONE);

    /** @throws IllegalArgumentException if a hold is on and released */
    public ObjectProtection {
        if (legalHold && legalHoldReleased) {
            throw new IllegalArgumentException("A legal hold that is on is not released");
        }
    }

    /** Nobody has released a legal hold. */
    public ObjectProtection(@Nullable Retention retention, boolean legalHold, ReplicationStatus replication) {
        this(retention, legalHold, replication, false);
    }

    /**
     * Whether the version may not be removed at {@code now}.
     *
     * @param bypassGovernance whether the caller may lift governance retention; a legal hold and compliance stay
     */
    public boolean forbidsRemoval(Instant now, boolean bypassGovernance) {
        if (legalHold) {
            return true;
        }
        return retention != null
                && retention.isActive(now)
                && !(bypassGovernance && retention.mode() == Retention.Mode.GOVERNANCE);
    }

    public ObjectProtection withRetention(@Nullable Retention newRetention) {
        return new ObjectProtection(newRetention, legalHold, replication, legalHoldReleased);
    }

    /** On, or off because somebody said so. */
    public ObjectProtection withLegalHold(boolean hold) {
        return new ObjectProtection(retention, hold, replication, !hold);
    }

    public ObjectProtection withReplication(ReplicationStatus status) {
        return new ObjectProtection(retention, legalHold, status, legalHoldReleased);
    }
}
