package io.maxiofs.storage.api;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BodyWriter} is told before the first byte.
 *
 * @param expectedSize bytes of plaintext to come, if known; a hint and never trusted
 * @param md5 whether the MD5 is needed
 * @param checksums further values to compute on the way
 * @param encryptAtRest on or off; empty for the store's default
 * @param customerKey 32 bytes of a key the client keeps (SSE-C); null if none. The store never writes it anywhere.
 * @param part whether the body is a part of a multipart upload
 */
public record BodySpec(
        OptionalLong expectedSize,
        boolean md5,
        Set<ChecksumAlgorithm> checksums,
        Optional<Boolean> encryptAtRest,
        byte @Nullable [] customerKey,
        boolean part) {

    /** MD5 only, default encryption, not a part. */
    public static BodySpec ofSize(long size) {
        return new BodySpec(OptionalLong.of(size), true, Set.of(), Optional.empty(), null, false);
    }
}
