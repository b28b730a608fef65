package io.maxiofs.desktop.supervisor;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How the server of this computer stands. Only the transitions of {@link #mayBecome} happen. */
public enum SupervisorState {
    /** No server, and nobody wants one now. */
    STOPPED,
    /** On its way; the step is told. */
    STARTING,
    /** Our child serves. */
    RUNNING,
    /** It serves, but something needs attention. */
    DEGRADED,
    /** The disk is nearly full: it reads and deletes only. */
    READ_ONLY,
    /** The drive with the data is not there; it comes back by itself when the drive does. */
    DRIVE_MISSING,
    /** Another program has the port. */
    PORT_IN_USE,
    /** Another process has the data directory, and it is no server that can be adopted. */
    DATA_DIRECTORY_LOCKED,
    /** A newer version of the product wrote the data. */
    SCHEMA_TOO_NEW,
    /** It ended by itself; it is started again later unless it crashed too often. */
    CRASHED,
    /** It finishes what it is doing. */
    STOPPING,
    /** A server that was there already serves; it is watched as a child would be. */
    ADOPTED;

    private static final Map<SupervisorState, Set<SupervisorState>> NEXT = new EnumMap<>(SupervisorState.class);

    static {
        NEXT.put(STOPPED, EnumSet.of(STARTING));
        NEXT.put(
                STARTING,
                EnumSet.of(
                        RUNNING,
                        ADOPTED,
                        DRIVE_MISSING,
                        PORT_IN_USE,
                        DATA_DIRECTORY_LOCKED,
                        SCHEMA_TOO_NEW,
                        CRASHED,
                        STOPPING,
                        STOPPED));
        EnumSet<SupervisorState> serving =
                EnumSet.of(RUNNING, ADOPTED, DEGRADED, READ_ONLY, DRIVE_MISSING, CRASHED, STOPPING, STOPPED);
        for (SupervisorState state : EnumSet.of(RUNNING, ADOPTED, DEGRADED, READ_ONLY)) {
            EnumSet<SupervisorState> others = EnumSet.copyOf(serving);
            others.remove(state);
            NEXT.put(state, others);
        }
        // With a process it serves again by itself; without one it is started when the drive is back.
        NEXT.put(
                DRIVE_MISSING, EnumSet.of(STARTING, RUNNING, ADOPTED, DEGRADED, READ_ONLY, CRASHED, STOPPING, STOPPED));
        for (SupervisorState state : EnumSet.of(PORT_IN_USE, DATA_DIRECTORY_LOCKED, SCHEMA_TOO_NEW, CRASHED)) {
            NEXT.put(state, EnumSet.of(STARTING, STOPPED));
        }
        NEXT.put(STOPPING, EnumSet.of(STOPPED, STARTING));
    }

    /** Whether this state may follow. */
    public boolean mayBecome(SupervisorState next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether requests are answered, be it with limits. */
    public boolean isServing() {
        return this == RUNNING || this == ADOPTED || this == DEGRADED || this == READ_ONLY;
    }

    /** Whether nothing is going on, so that a start makes sense. */
    public boolean isIdle() {
        return this == STOPPED
                || this == PORT_IN_USE
                || this == DATA_DIRECTORY_LOCKED
                || this == SCHEMA_TOO_NEW
                || this == CRASHED;
    }
}
