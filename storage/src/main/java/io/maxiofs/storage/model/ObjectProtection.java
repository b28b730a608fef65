package io.maxiofs.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Object lock and replication state of one version.
 *
 * @param retention null if none
 */
public record ObjectProtection(@Nullable Retention retention, boolean legalHold, ReplicationStatus replication) {
    public static final ObjectProtection NONE = new ObjectProtection(null, false, ReplicationStatus.NONE);

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
        return new ObjectProtection(newRetention, legalHold, replication);
    }

    public ObjectProtection withLegalHold(boolean hold) {
        return new ObjectProtection(retention, hold, replication);
    }

    public ObjectProtection withReplication(ReplicationStatus status) {
        return new ObjectProtection(retention, legalHold, status);
    }
}
