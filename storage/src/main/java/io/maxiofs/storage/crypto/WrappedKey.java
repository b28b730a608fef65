package io.maxiofs.storage.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A body's key as it is stored: encrypted by a key that is stored elsewhere and bound to the body's id. Opaque to
 * everybody but this package. Immutable.
 */
public final class WrappedKey {
    /** Most bytes a wrapped key has. */
    public static final int MAX_BYTES = 256;

    private final byte[] bytes;

    private WrappedKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key that was stored.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@link #MAX_BYTES}; whether it can be unwrapped
     *     shows only when that is tried
     */
    public static WrappedKey of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("A wrapped key of " + bytes.length + " bytes");
        }
        return new WrappedKey(bytes.clone());
    }

    /** What is to be stored, 1 to {@link #MAX_BYTES} bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether only the client that wrote the body can open it (SSE-C). */
    public boolean isCustomerKey() {
        return bytes[0] == KeyWrap.KIND_CUSTOMER;
    }

    /** Name of the key a client chose (SSE-KMS); empty if it is wrapped by another kind of key. */
    public Optional<String> keyName() {
        return KmsKeys.Header.read(bytes).map(KmsKeys.Header::name);
    }

    /** The context it is bound to; empty if to none, as all keys of earlier versions. */
    public Optional<ContextDigest> context() {
        KmsKeys.Header header = KmsKeys.Header.read(bytes).orElse(null);
        return header == null ? Optional.empty() : Optional.ofNullable(header.context());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof WrappedKey other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** A few bytes that tell keys apart; what is wrapped stays encrypted. */
    @Override
    public String toString() {
        return "WrappedKey[" + HexFormat.of().formatHex(bytes, Math.max(0, bytes.length - 4), bytes.length) + "]";
    }
}
