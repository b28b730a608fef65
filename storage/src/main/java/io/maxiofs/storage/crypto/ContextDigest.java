package io.maxiofs.storage.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of an encryption context, authenticated together with the wrapped key of a body. The context itself stands with the
 * version; a body whose version tells another context than it was written with is not opened. Immutable.
 */
public final class ContextDigest {
    static final int BYTES = 32;

    private final byte[] bytes;

    private ContextDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The digest of a context as it was sent.
     *
     * @return null for none
     */
    public static @Nullable ContextDigest of(@Nullable String context) {
        if (context == null) {
            return null;
        }
        try {
            return new ContextDigest(
                    MessageDigest.getInstance("SHA-256").digest(context.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256", e);
        }
    }

    /** The next bytes. */
    static ContextDigest read(ByteBuffer from) {
        byte[] bytes = new byte[BYTES];
        from.get(bytes);
        return new ContextDigest(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ContextDigest other && MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
