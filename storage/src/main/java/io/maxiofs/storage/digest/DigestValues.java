package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a whole body. Immutable. */
public final class DigestValues {
    private final byte @Nullable [] md5;
    private final Map<ChecksumAlgorithm, Checksum> checksums;

    DigestValues(byte @Nullable [] md5, Map<ChecksumAlgorithm, Checksum> checksums) {
        this.md5 = md5;
        this.checksums = new EnumMap<>(ChecksumAlgorithm.class);
        this.checksums.putAll(checksums);
    }

    /** 16 bytes; empty if it was not asked for. */
    public Optional<byte[]> md5() {
        return Optional.ofNullable(md5).map(byte[]::clone);
    }

    /** Empty if {@code algorithm} was not asked for. */
    public Optional<Checksum> checksum(ChecksumAlgorithm algorithm) {
        return Optional.ofNullable(checksums.get(algorithm));
    }
}
