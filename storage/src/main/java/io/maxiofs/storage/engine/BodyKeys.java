package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.crypto.CustomerKey;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import java.security.SecureRandom;
import java.util.Objects;
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
                : masterKeys.wrapNamed(key, spec.keyName(), bodyId);
    }

    /** Whether a body that is wrapped so is wrapped as {@code spec} asks. */
    static boolean isWrappedAs(@Nullable WrappedKey wrapped, BodySpec spec, boolean encrypted) {
        if (wrapped == null) {
            return !encrypted;
        }
        return encrypted
                && !wrapped.isCustomerKey()
                && spec.customerKey() == null
                && Objects.equals(wrapped.keyName().orElse(null), spec.keyName());
    }

    NamedKeys named() {
        return masterKeys.named();
    }

    /**
     * @return null if the body is not encrypted
     * @throws DecryptionException if the key is not the one it was written with
     */
    @Nullable DataKey unwrap(@Nullable WrappedKey wrapped, long bodyId, byte @Nullable [] customerKey) {
        if (wrapped == null) {
            return null;
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
