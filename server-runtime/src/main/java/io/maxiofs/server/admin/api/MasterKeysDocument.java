package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The master keys that protect what is encrypted at rest; never their secrets. */
public record MasterKeysDocument(List<Key> keys, Rewrap rewrap) {

    /**
     * A named key.
     *
     * @param version that wraps from now on; older ones stay to unwrap
     */
    public record Key(String name, int version) {}

    /**
     * Wrapping the keys of bodies anew.
     *
     * @param state {@code none}, {@code busy}, {@code done} or {@code failed}
     * @param started null if none was begun since the start of the server
     * @param ended null while it runs
     * @param seen versions and parts looked at
     * @param rewrapped of them, those that got a new wrap
     * @param failed of them, those that could not get one
     * @param lastError null if all went well
     */
    public record Rewrap(
            String state,
            @Nullable Instant started,
            @Nullable Instant ended,
            long seen,
            long rewrapped,
            long failed,
            @Nullable String lastError) {}

    /**
     * A key to rotate.
     *
     * @param name null for the one that is used where no other is asked for
     */
    public record Rotation(@Nullable String name) {}
}
