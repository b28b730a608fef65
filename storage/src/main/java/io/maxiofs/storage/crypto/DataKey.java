package io.maxiofs.storage.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Destroyable;

/** The key of one body, 256 bits. Cannot be printed and is overwritten when destroyed. Safe on any thread. */
public final class DataKey implements Destroyable, AutoCloseable {
    /** Length of every key of this package. */
    public static final int KEY_BYTES = 32;

    private final byte[] bytes;
    private boolean destroyed;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static DataKey generate(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    /** Takes over {@code bytes}; they are overwritten when the key is destroyed. */
    static DataKey takeOver(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("A key has " + KEY_BYTES + " bytes, not " + bytes.length);
        }
        return new DataKey(bytes);
    }

    /** @throws IllegalStateException if the key has been destroyed */
    synchronized SecretKey secret() {
        requireAlive();
        return new SecretKeySpec(bytes, "AES");
    }

    /** A copy the caller overwrites after use. */
    synchronized byte[] copyOfBytes() {
        requireAlive();
        return bytes.clone();
    }

    private void requireAlive() {
        if (destroyed) {
            throw new IllegalStateException("The key has been destroyed");
        }
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** The same as {@link #destroy()}. */
    @Override
    public void close() {
        destroy();
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
