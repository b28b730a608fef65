package io.maxiofs.server.service;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the store is to encrypt a body; see {@link BodySpec}.
 *
 * @param atRest empty to leave it to the store's default
 * @param customerKey the client's own key; null if it has none
 * @param keyName key chosen by name; null if none is
 * @param keyContext what the body is bound to under a named key; null for nothing
 */
public record BodyEncryption(
        Optional<Boolean> atRest,
        byte @Nullable [] customerKey,
        @Nullable String keyName,
        @Nullable String keyContext) {
    /** The store's default. */
    public static final BodyEncryption DEFAULT = new BodyEncryption(Optional.empty(), null, null, null);

    /** What the store is told of a body; see {@link BodySpec}. */
    public BodySpec spec(OptionalLong size, boolean md5, Set<ChecksumAlgorithm> checksums, boolean part) {
        return new BodySpec(size, md5, checksums, atRest, customerKey, part, keyName, keyContext);
    }
}
