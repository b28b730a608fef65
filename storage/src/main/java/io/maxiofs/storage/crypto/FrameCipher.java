package io.maxiofs.storage.crypto;

import io.maxiofs.storage.api.DecryptionException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts a body frame by frame so that any frame can be read alone. Every frame but the last holds {@link
 * #FRAME_BYTES} of plaintext; an empty body is one empty frame. Body id, frame number and whether the frame is the last
 * are authenticated with it: frames that are cut off, moved inside a body or taken from another one are refused.
 *
 * <p>The nonce is body id and frame number, so it cannot repeat under one key even if a key were used for two bodies.
 *
 * <p>Used by one thread at a time. Keeps working after the {@link DataKey} it was made from has been destroyed.
 */
public final class FrameCipher {
    /** Plaintext bytes of every frame but the last. */
    public static final int FRAME_BYTES = 64 * 1024;

    /** Bytes a frame grows by. */
    public static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;
    private static final int MAX_FRAME = Integer.MAX_VALUE;

    private final SecretKey key;
    private final long bodyId;
    private final Cipher cipher;

    /** @param bodyId of the extent, or of the body inside a record */
    public FrameCipher(DataKey key, long bodyId) {
        this.key = key.secret();
        this.bodyId = bodyId;
        this.cipher = Aes.gcm();
    }

    /** Frames of a body of {@code plaintextBytes}, at least 1. */
    public static long frameCount(long plaintextBytes) {
        return Math.max(1, (plaintextBytes + FRAME_BYTES - 1) / FRAME_BYTES);
    }

    /** Encrypted size of a body of {@code plaintextBytes}. */
    public static long encryptedBytes(long plaintextBytes) {
        return plaintextBytes + frameCount(plaintextBytes) * TAG_BYTES;
    }

    /**
     * Encrypts the remaining bytes of {@code plaintext} as one frame.
     *
     * @param frame from 0
     * @param target room for {@link #TAG_BYTES} more than the plaintext
     */
    public void encrypt(long frame, boolean last, ByteBuffer plaintext, ByteBuffer target) {
        try {
            prepare(Cipher.ENCRYPT_MODE, frame, last);
            cipher.doFinal(plaintext, target);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to encrypt a frame", e);
        }
    }

    /**
     * Decrypts the remaining bytes of {@code ciphertext} as one frame.
     *
     * @param target gets the plaintext only if it is authentic
     * @throws DecryptionException if the key is another or the bytes are not that frame
     */
    public void decrypt(long frame, boolean last, ByteBuffer ciphertext, ByteBuffer target) {
        try {
            prepare(Cipher.DECRYPT_MODE, frame, last);
            cipher.doFinal(ciphertext, target);
        } catch (AEADBadTagException e) {
            throw new DecryptionException(
                    "Frame " + frame + " of body " + Long.toHexString(bodyId) + " is not authentic under its key", e);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(
                    "Frame " + frame + " of body " + Long.toHexString(bodyId) + " cannot be decrypted", e);
        }
    }

    /** Encrypts the remaining bytes of {@code plaintext} as a whole body. */
    public ByteBuffer encryptBody(ByteBuffer plaintext) {
        ByteBuffer target = ByteBuffer.allocate(Math.toIntExact(encryptedBytes(plaintext.remaining())));
        long frames = frameCount(plaintext.remaining());
        for (long frame = 0; frame < frames; frame++) {
            encrypt(frame, frame == frames - 1, take(plaintext, FRAME_BYTES), target);
        }
        return target.flip();
    }

    /**
     * Decrypts the remaining bytes of {@code ciphertext} as a whole body.
     *
     * @throws DecryptionException if the key is another or a byte is not as it was written
     */
    public ByteBuffer decryptBody(ByteBuffer ciphertext) {
        int storedFrame = FRAME_BYTES + TAG_BYTES;
        long frames = Math.max(1, (ciphertext.remaining() + storedFrame - 1L) / storedFrame);
        long plaintextBytes = ciphertext.remaining() - frames * TAG_BYTES;
        if (plaintextBytes < 0 || frameCount(plaintextBytes) != frames) {
            throw new DecryptionException("Body " + Long.toHexString(bodyId) + " has no encrypted body's length");
        }
        ByteBuffer target = ByteBuffer.allocate((int) plaintextBytes);
        for (long frame = 0; frame < frames; frame++) {
            decrypt(frame, frame == frames - 1, take(ciphertext, storedFrame), target);
        }
        return target.flip();
    }

    private static ByteBuffer take(ByteBuffer source, int most) {
        int count = Math.min(most, source.remaining());
        ByteBuffer part = source.slice(source.position(), count);
        source.position(source.position() + count);
        return part;
    }

    private void prepare(int mode, long frame, boolean last) throws GeneralSecurityException {
        if (frame < 0 || frame > MAX_FRAME) {
            throw new IllegalArgumentException("Frame " + frame);
        }
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(bodyId)
                .putInt((int) frame)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES + Long.BYTES + 1)
                .putLong(bodyId)
                .putLong(frame)
                .put((byte) (last ? 1 : 0))
                .flip());
    }
}
