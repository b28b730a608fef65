package io.maxiofs.storage.model;

import java.time.Instant;

/** Until when a version may not be removed, and whether a permission can lift that. */
public record Retention(Mode mode, Instant until) {
    /** Object lock's modes. */
    public enum Mode {
        GOVERNANCE,
        COMPLIANCE
    }

    public boolean isActive(Instant now) {
        return now.isBefore(until);
    }
}
