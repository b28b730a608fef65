package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.model.ByteRange;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a scrub found, and what can be done about it.
 *
 * @param subject the version it concerns; null if it concerns none in particular
 * @param repairs what may be tried
 * @param obstacles why some repairs are not among them
 * @param copy another version that should have the same bytes; null if none was found when it was last looked for
 */
public record Damage(
        Finding finding,
        @Nullable Subject subject,
        Set<Repair> repairs,
        Set<Obstacle> obstacles,
        @Nullable RepairTarget copy) {
    public Damage {
        repairs = repairs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(repairs));
        obstacles = obstacles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(obstacles));
    }

    /**
     * A version.
     *
     * @param size of its plaintext in bytes; 0 for a delete marker
     * @param damaged bytes of the plaintext that cannot be read, as far as the scrub says it; null otherwise
     * @param parts numbers of the parts those bytes are in; empty for an object that was written at once
     */
    public record Subject(
            RepairTarget target, long size, @Nullable ByteRange damaged, List<Integer> parts) {
        public Subject {
            parts = List.copyOf(parts);
        }
    }

    /** What may be tried. */
    public enum Repair {
        /** Read all of it again: the fault may have passed. */
        REREAD,
        /** Write it anew from a good copy in this store. */
        COPY,
        /** Write it anew from bytes that somebody gives. */
        FILE,
        /** Write its record anew from what the index knows. */
        REWRITE,
        /** Remove the version. */
        REMOVE
    }

    /** What stands in the way. */
    public enum Obstacle {
        /** Its bytes are encrypted with a key that only the client has (SSE-C). */
        CLIENT_KEY,
        /** Nothing strong enough was recorded at its upload to tell the right bytes from others. */
        NO_PROOF,
        /** No other version in the store has the same content. */
        NO_COPY,
        /** Object lock keeps it from being removed. */
        LOCKED
    }
}
