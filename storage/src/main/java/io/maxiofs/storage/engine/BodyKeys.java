package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.crypto.CustomerKey;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import java.security.SecureRandom;
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

    /** @param customerKey wraps the key instead of the store's own; null if the client keeps none */
    WrappedKey wrap(DataKey key, long bodyId, byte @Nullable [] customerKey) {
        return customerKey == null
                ? masterKeys.wrap(key, MasterKeys.DEFAULT_NAME, bodyId)
                : new CustomerKey(customerKey, random).wrap(key, bodyId);
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
