package io.maxiofs.storage.crypto;

import io.maxiofs.storage.api.DecryptionException;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key the client keeps and sends with every request (SSE-C). It wraps the body's own random key, so that a wrong one
 * is noticed before a byte is read. Never stored, cannot be printed. Safe on any thread.
 */
public final class CustomerKey {
    private static final byte[] HEADER = {KeyWrap.KIND_CUSTOMER};

    private final SecretKey key;
    private final SecureRandom random;

    /**
     * @param key {@link DataKey#KEY_BYTES} bytes, copied
     * @throws IllegalArgumentException if {@code key} has another length
     */
    public CustomerKey(byte[] key, SecureRandom random) {
        if (key.length != DataKey.KEY_BYTES) {
            throw new IllegalArgumentException("A customer key has " + DataKey.KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    public WrappedKey wrap(DataKey dataKey, long bodyId) {
        return KeyWrap.seal(HEADER, dataKey, key, bodyId, random);
    }

    /** @throws DecryptionException if the body was written with another key or with none of a customer's */
    public DataKey unwrap(WrappedKey wrapped, long bodyId) {
        byte[] bytes = wrapped.bytes();
        if (!wrapped.isCustomerKey() || bytes.length != HEADER.length + KeyWrap.SEALED_BYTES) {
            throw new DecryptionException(
                    "Body " + Long.toHexString(bodyId) + " was not written with a customer's key");
        }
        return KeyWrap.open(bytes, key, bodyId, "The customer's key");
    }

    @Override
    public String toString() {
        return "CustomerKey[hidden]";
    }
}
