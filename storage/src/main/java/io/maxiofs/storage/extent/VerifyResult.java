package io.maxiofs.storage.extent;

import io.maxiofs.storage.model.ByteRange;
import java.util.List;

/**
 * What re-reading a whole extent showed.
 *
 * @param extentId the extent
 * @param bytesRead from disk
 * @param damages in order; empty if the extent is intact. At most {@link #MAX_DAMAGES}: neighbouring bad frames are one
 *     damage, and the last one stands for all behind it
 */
public record VerifyResult(long extentId, long bytesRead, List<Damage> damages) {
    /** Most damages reported of one extent. */
    public static final int MAX_DAMAGES = 1_000;

    public VerifyResult {
        damages = List.copyOf(damages);
    }

    public boolean isIntact() {
        return damages.isEmpty();
    }

    /**
     * Bytes that cannot be read.
     *
     * @param plaintext which bytes of the body; everything from 0 on if the file as a whole is unusable
     * @param reason for people
     */
    public record Damage(Kind kind, ByteRange plaintext, String reason) {}

    /** What is damaged. */
    public enum Kind {
        /** There is no file. */
        MISSING,
        /** The file is cut off, is another extent's, or its footer is damaged: no byte of it can be trusted. */
        FILE,
        /** Frames that fail their checksum. */
        FRAMES,
        /** The list of checksums; the frames it still verifies are well. */
        TRAILER
    }
}
