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
 * @param keyName key of {@link NamedKeys} that the body's own is wrapped with (SSE-KMS); null for the store's own. Not
 *     together with {@code customerKey}.
 * @param keyContext what the wrapped key is bound to, and reading compares with the context of the version's
 *     {@link io.maxiofs.storage.model.Encryption}; null for nothing. Only together with {@code keyName}.
 */
public record BodySpec(
        OptionalLong expectedSize,
        boolean md5,
        Set<ChecksumAlgorithm> checksums,
        Optional<Boolean> encryptAtRest,
        byte @Nullable [] customerKey,
        boolean part,
        @Nullable String keyName,
        @Nullable String keyContext) {

    /** @throws IllegalArgumentException if two keys are named, or a context without a named key */
    // Spelled out: of a compact constructor the class file does not say which arrays may be null.
    public BodySpec(
            OptionalLong expectedSize,
            boolean md5,
            Set<ChecksumAlgorithm> checksums,
            Optional<Boolean> encryptAtRest,
            byte @Nullable [] customerKey,
            boolean part,
            @Nullable String keyName,
            @Nullable String keyContext) {
        if (keyContext != null && keyName == null) {
            throw new IllegalArgumentException("A context goes with a named key");
        }
        if (customerKey != null && keyName != null) {
            throw new IllegalArgumentException("A body has one key");
        }
        this.expectedSize = expectedSize;
        this.md5 = md5;
        this.checksums = checksums;
        this.encryptAtRest = encryptAtRest;
        this.customerKey = customerKey;
        this.part = part;
        this.keyName = keyName;
        this.keyContext = keyContext;
    }

    /** Without a context. */
    public BodySpec(
            OptionalLong expectedSize,
            boolean md5,
            Set<ChecksumAlgorithm> checksums,
            Optional<Boolean> encryptAtRest,
            byte @Nullable [] customerKey,
            boolean part,
            @Nullable String keyName) {
        this(expectedSize, md5, checksums, encryptAtRest, customerKey, part, keyName, null);
    }

    /** Without a named key. */
    public BodySpec(
            OptionalLong expectedSize,
            boolean md5,
            Set<ChecksumAlgorithm> checksums,
            Optional<Boolean> encryptAtRest,
            byte @Nullable [] customerKey,
            boolean part) {
        this(expectedSize, md5, checksums, encryptAtRest, customerKey, part, null, null);
    }

    /** MD5 only, default encryption, not a part. */
    public static BodySpec ofSize(long size) {
        return new BodySpec(OptionalLong.of(size), true, Set.of(), Optional.empty(), null, false);
    }
}
