package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.crypto.ContextDigest;
import io.maxiofs.storage.crypto.CustomerKey;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes and finds the keys of bodies. Safe on any thread. */
final class BodyKeys {
    private final MasterKeys masterKeys;
    private final SecureRandom random;

    BodyKeys(MasterKeys masterKeys, SecureRandom random) {
        this.masterKeys = masterKeys;
        this.random = random;
    }

    DataKey newKey() {
        return DataKey.generate(random);
    }

    /** A number to tell bodies apart by. */
    long newIdentity() {
        return random.nextLong();
    }

    /** Wraps with the key that {@code spec} asks for. */
    WrappedKey wrap(DataKey key, long bodyId, BodySpec spec) {
        if (spec.customerKey() != null) {
            return new CustomerKey(spec.customerKey(), random).wrap(key, bodyId);
        }
        return spec.keyName() == null
                ? masterKeys.wrap(key, MasterKeys.DEFAULT_NAME, bodyId)
                : masterKeys.wrapNamed(key, spec.keyName(), ContextDigest.of(spec.keyContext()), bodyId);
    }

    /** Whether a body that is wrapped so is wrapped as {@code spec} asks. */
    static boolean isWrappedAs(@Nullable WrappedKey wrapped, BodySpec spec, boolean encrypted) {
        if (wrapped == null) {
            return !encrypted;
        }
        return encrypted
                && !wrapped.isCustomerKey()
                && spec.customerKey() == null
                && Objects.equals(wrapped.keyName().orElse(null), spec.keyName())
                && Objects.equals(wrapped.context().orElse(null), ContextDigest.of(spec.keyContext()));
    }

    NamedKeys named() {
        return masterKeys.named();
    }

    /**
     * @param context of the version the body is of; null for none
     * @return null if the body is not encrypted
     * @throws DecryptionException if the key, or the context, is not the one it was written with
     */
    @Nullable DataKey unwrap(@Nullable WrappedKey wrapped, long bodyId, byte @Nullable [] customerKey, @Nullable String context) {
        if (wrapped == null) {
            return null;
        }
        // Keys of earlier versions are bound to no context, whatever their version tells.
        Optional<ContextDigest> bound = wrapped.context();
        if (bound.isPresent() && !bound.equals(Optional.ofNullable(ContextDigest.of(context)))) {
            throw new DecryptionException("The encryption context of body " + Long.toHexString(bodyId)
                    + " is not the one it was written with");
        }
        if (!wrapped.isCustomerKey()) {
            return masterKeys.unwrap(wrapped, bodyId);
        }
        if (customerKey == null) {
            throw new DecryptionException(
                    "The body was written with a key of the client's, which is needed to read it");
        }
        return new CustomerKey(customerKey, random).unwrap(wrapped, bodyId);
    }
}
