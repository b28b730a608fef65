package io.maxiofs.storage.api;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.util.Optional;

/**
 * A complete body that no name refers to yet. Giving it to a store call hands it over, whether the call succeeds or
 * not; until then {@link #close()} discards it. Safe on any thread.
 */
public interface StagedBody extends AutoCloseable {

    /** Bytes of plaintext. */
    long size();

    /** MD5 of the plaintext, 16 bytes; empty if {@link BodySpec#md5()} was off or the body is a reference. */
    Optional<byte[]> md5();

    /** Whole-body value of {@code algorithm}; empty if it was not asked for. */
    Optional<Checksum> checksum(ChecksumAlgorithm algorithm);

    /** Gives the space back unless the body was handed over. Never throws. */
    @Override
    void close();
}
